import { basename, dirname, join } from 'node:path';
import { pipeline, env as transformers } from '@xenova/transformers';
import ort from 'onnxruntime-node';
import { DEFAULT_FOLDERS } from '../../src/config.ts';
import type { BenchPassage } from './contract.ts';

/** Passages in a batch, as tutorials have it. */
const BATCH = 32;

/** Embeds as tutorials do, by the library's own pipeline. */
export interface PlainEmbedding {
  embed(text: string): Promise<number[]>;
  /** A vector for each passage: the one that it brings, or a new one. */
  vectorsOf(passages: readonly BenchPassage[]): Promise<readonly number[][]>;
}

/**
 * The plain way: as it is, in batches and with a thread a core; or held to one thread and one text a pass, which
 * is fastest on one core. The runtime ignores the number of threads unless it is given the model's path.
 */
export async function createPlainEmbedding({
  fairest,
}: {
  readonly fairest: boolean;
}): Promise<PlainEmbedding> {
  if (fairest) holdToOneThread();
  transformers.allowRemoteModels = false;
  transformers.localModelPath = dirname(DEFAULT_FOLDERS.model);
  const extract = await pipeline('feature-extraction', basename(DEFAULT_FOLDERS.model), { quantized: true });
  const batch = fairest ? 1 : BATCH;
  const embedBatch = async (texts: string[]) =>
    (await extract(texts, { pooling: 'mean', normalize: true })).tolist() as number[][];
  return {
    embed: async (text) => (await embedBatch([text]))[0] as number[],
    async vectorsOf(passages) {
      const vectors = passages.flatMap(({ vector }) => (vector === undefined ? [] : [vector]));
      if (vectors.length === passages.length) return vectors;
      for (let at = 0; at < passages.length; at += batch) {
        vectors.push(...(await embedBatch(passages.slice(at, at + batch).map(({ text }) => text))));
      }
      return vectors;
    },
  };
}

function holdToOneThread(): void {
  const create = ort.InferenceSession.create as (...args: unknown[]) => Promise<ort.InferenceSession>;
  const path = join(DEFAULT_FOLDERS.model, 'onnx', 'model_quantized.onnx');
  const options = { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential' };
  Object.assign(ort.InferenceSession, { create: () => create(path, options) });
}
