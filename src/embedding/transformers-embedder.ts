import { BertTokenizer } from '@xenova/transformers';
import { ExpectedError } from '../errors.ts';
import type { Embedder } from './embedder.ts';
import { type ModelFolder, readModelFolder } from './model-folder.ts';
import { createOnnxEncoder } from './onnx-encoder.ts';
import { cacheWordPieces } from './word-piece-cache.ts';

/**
 * The local encoder: the tokenizer of @xenova/transformers, and the model by itself (onnx-encoder.ts).
 *
 * @throws ExpectedError `model-missing`, `model-checksum` or `model-unusable`.
 */
export async function createTransformersEmbedder(options: {
  /** Folder with the layout of `embeddings/model`. */
  readonly modelFolder: string;
}): Promise<Embedder> {
  return createEmbedderOf(await readModelFolder(options.modelFolder));
}

/** The same for a folder that was read before. @throws ExpectedError `model-unusable`. */
export async function createEmbedderOf(model: ModelFolder): Promise<Embedder> {
  const tokenizer = createTokenizer(model);
  const encoder = await createOnnxEncoder(model);
  return {
    ...encoder,
    modelId: model.modelId,
    dimensions: model.dimensions,
    maxPieces: model.maxTokens - 2,
    meanState: model.meanState,
    tokenize: cacheWordPieces((word) => tokenizer.encode(word, null, { add_special_tokens: false })),
  };
}

function createTokenizer({ tokenizer, tokenizerConfig, name }: ModelFolder): BertTokenizer {
  try {
    return new BertTokenizer(tokenizer as object, tokenizerConfig as object);
  } catch (cause) {
    throw new ExpectedError('model-unusable', `The tokenizer of ${name} cannot be used: ${String(cause)}`, {
      cause,
    });
  }
}
