import ort from 'onnxruntime-node';
import { ExpectedError } from '../errors.ts';
import type { Encoder, Encoding } from './embedder.ts';
import { poolMean } from './pooling.ts';

/** What an encoder needs to know of a model; plain values, which another process can be told. */
export interface EncoderModel {
  readonly weightsPath: string;
  readonly dimensions: number;
  /** Word pieces of one pass at most, with the two that follow. */
  readonly maxTokens: number;
  /** Word pieces with which every text begins and ends. */
  readonly clsPiece: number;
  readonly sepPiece: number;
}

/**
 * The model without its tokenizer: an onnxruntime-node session made from the weights' path, since with a buffer the
 * runtime ignores the number of threads.
 *
 * One text a pass in one thread: the fastest per text on one core, two threads being faster only while a second core
 * is idle; and int8 stays reproducible (its scales are taken over the whole batch).
 *
 * @throws ExpectedError `model-unusable`.
 */
export async function createOnnxEncoder(model: EncoderModel): Promise<Encoder> {
  const session = await createSession(model.weightsPath);
  const maxPieces = model.maxTokens - 2;
  let lastPass: Promise<unknown> = Promise.resolve();

  async function encode(pieces: readonly number[]): Promise<Encoding> {
    if (pieces.length > maxPieces) {
      throw new RangeError(`${pieces.length} word pieces, but the model takes ${maxPieces}`);
    }
    const ids = BigInt64Array.from([model.clsPiece, ...pieces, model.sepPiece], BigInt);
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

/** The same, loaded with the first text: whoever has others embed may need none. */
export function createLazyEncoder(model: EncoderModel): Encoder {
  let loading: Promise<Encoder> | null = null;
  return {
    async encode(pieces) {
      loading ??= createOnnxEncoder(model);
      return (await loading).encode(pieces);
    },
    async close() {
      await (await loading?.catch(() => null))?.close();
    },
  };
}

async function createSession(path: string): Promise<ort.InferenceSession> {
  try {
    return await ort.InferenceSession.create(path, {
      intraOpNumThreads: 1,
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
