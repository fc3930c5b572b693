import { BertTokenizer } from '@xenova/transformers';
import ort from 'onnxruntime-node';
import { ExpectedError } from '../errors.ts';
import type { Embedder, Encoding } from './embedder.ts';
import { readModelFolder } from './model-folder.ts';
import { poolMean } from './pooling.ts';
import { cacheWordPieces } from './word-piece-cache.ts';

/**
 * The local encoder: the tokenizer of @xenova/transformers, and its onnxruntime-node session made from the
 * weights' path, since the library hands over a buffer, with which the runtime ignores the number of threads.
 *
 * One text a pass: the fastest per text on one core, and int8 stays reproducible (its scales are taken over
 * the whole batch).
 *
 * @throws ExpectedError `model-missing`, `model-checksum` or `model-unusable`.
 */
export async function createTransformersEmbedder(options: {
  /** Folder with the layout of `embeddings/model`. */
  readonly modelFolder: string;
  /** Threads of one pass. 1 unless told: two are faster only while a second core is idle. */
  readonly threads?: number;
}): Promise<Embedder> {
  const model = await readModelFolder(options.modelFolder);
  const tokenizer = createTokenizer(model.tokenizer, model.tokenizerConfig, options.modelFolder);
  const [cls, sep] = tokenizer.encode('', null, { add_special_tokens: true }) as [number, number];
  const session = await createSession(model.weightsPath, options.threads ?? 1);
  const maxPieces = model.maxTokens - 2;
  let lastPass: Promise<unknown> = Promise.resolve();

  async function encode(pieces: readonly number[]): Promise<Encoding> {
    if (pieces.length > maxPieces) {
      throw new RangeError(`${pieces.length} word pieces, but the model takes ${maxPieces}`);
    }
    const ids = BigInt64Array.from([cls, ...pieces, sep], BigInt);
    const shape = [1, ids.length];
    const output = await session.run({
      input_ids: new ort.Tensor('int64', ids, shape),
      attention_mask: new ort.Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
      token_type_ids: new ort.Tensor('int64', new BigInt64Array(ids.length), shape),
    });
    const states = output.last_hidden_state?.data as Float32Array;
    return { vector: poolMean(states, model.dimensions), states };
  }

  return {
    modelId: model.modelId,
    dimensions: model.dimensions,
    maxPieces,
    meanState: model.meanState,
    tokenize: cacheWordPieces((word) => tokenizer.encode(word, null, { add_special_tokens: false })),
    encode(pieces) {
      const pass = lastPass.then(() => encode(pieces));
      lastPass = pass.catch(() => undefined);
      return pass;
    },
    async close() {
      // A pass cannot be stopped, and leaving the process during one aborts it (exit 134).
      await lastPass;
    },
  };
}

function createTokenizer(json: unknown, config: unknown, folder: string): BertTokenizer {
  try {
    return new BertTokenizer(json as object, config as object);
  } catch (cause) {
    throw new ExpectedError('model-unusable', `The tokenizer in ${folder} cannot be used: ${String(cause)}`, {
      cause,
    });
  }
}

async function createSession(path: string, threads: number): Promise<ort.InferenceSession> {
  try {
    return await ort.InferenceSession.create(path, {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
    });
  } catch (cause) {
    throw new ExpectedError('model-unusable', `The model ${path} cannot be loaded: ${String(cause)}`, {
      cause,
    });
  }
}
