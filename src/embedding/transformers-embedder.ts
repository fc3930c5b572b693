import { BertTokenizer } from '@xenova/transformers/src/tokenizers.js';
import { ExpectedError } from '../errors.ts';
import type { Embedder, Encoder } from './embedder.ts';
import { type ModelFolder, readModelFolder } from './model-folder.ts';
import { createOnnxEncoder, type EncoderModel } from './onnx-encoder.ts';
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

/**
 * The same for a folder that was read before.
 * @param createEncoder how the model itself is loaded: at once unless told
 * @throws ExpectedError `model-unusable`.
 */
export async function createEmbedderOf(
  model: ModelFolder,
  createEncoder: (model: EncoderModel) => Encoder | Promise<Encoder> = createOnnxEncoder,
): Promise<Embedder & { readonly encoderModel: EncoderModel }> {
  const { modelId, dimensions, maxTokens, meanState, weightsPath } = model;
  const tokenizer = createTokenizer(model);
  const [clsPiece, sepPiece] = tokenizer.encode('', null, { add_special_tokens: true }) as [number, number];
  const encoderModel = { weightsPath, dimensions, maxTokens, clsPiece, sepPiece };
  return {
    ...(await createEncoder(encoderModel)),
    modelId,
    dimensions,
    maxPieces: maxTokens - 2,
    meanState,
    encoderModel,
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
