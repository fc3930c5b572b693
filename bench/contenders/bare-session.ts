// The bound: the model's session alone, on inputs that were tokenised before. Nothing is kept of the outcome.
import { join } from 'node:path';
import ort from 'onnxruntime-node';
import { DEFAULT_FOLDERS } from '../../src/config.ts';
import { createTransformersEmbedder } from '../../src/embedding/transformers-embedder.ts';
import type { BenchPassage, Contender } from './contract.ts';
import { serve } from './serve.ts';

async function create(): Promise<Contender> {
  const embedder = await createTransformersEmbedder({ modelFolder: DEFAULT_FOLDERS.model });
  const session = await ort.InferenceSession.create(
    join(DEFAULT_FOLDERS.model, 'onnx', 'model_quantized.onnx'),
    { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential' },
  );
  /** By its text: made the first time, so that a warm run times the session alone. */
  const inputs = new Map<string, Record<string, ort.Tensor>>();
  const inputOf = (text: string) => {
    const known = inputs.get(text);
    if (known) return known;
    const pieces = [101, ...embedder.tokenize(text).slice(0, embedder.maxPieces), 102];
    const tensor = (value: (piece: number) => number) =>
      new ort.Tensor(
        'int64',
        BigInt64Array.from(pieces, (piece) => BigInt(value(piece))),
        [1, pieces.length],
      );
    const made = {
      input_ids: tensor((piece) => piece),
      attention_mask: tensor(() => 1),
      token_type_ids: tensor(() => 0),
    };
    inputs.set(text, made);
    return made;
  };
  return {
    async index(passages: readonly BenchPassage[]) {
      for (const { text } of passages) await session.run(inputOf(text));
    },
    async open() {},
    async ask(question) {
      await session.run(inputOf(question));
      return [];
    },
  };
}

await serve(create());
