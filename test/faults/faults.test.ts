import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_FOLDERS } from '../../src/config.ts';
import type { Embedder } from '../../src/embedding/embedder.ts';
import { createTransformersEmbedder } from '../../src/embedding/transformers-embedder.ts';
import { FAULTS, suffer } from './suite.ts';

let embedder: Embedder;
beforeAll(async () => {
  embedder = await createTransformersEmbedder({ modelFolder: DEFAULT_FOLDERS.model });
});
afterAll(() => embedder.close());

/** The same moments in every run of the tests; `npm run faults` draws others. */
const SEED = 1;

// The long run, 230 kills among it, is `npm run faults`.
describe('nothing is lost by', () => {
  it.for(FAULTS.map(({ fault, timesInTests }) => [fault.name, fault, timesInTests] as const))(
    '%s',
    { timeout: 120_000 },
    async ([, fault, times], context) => {
      const { result } = await suffer({ fault, times, seed: SEED, embedder });
      if (result === null) return context.skip();
      expect(result.lost, `npm run faults -- --seed ${SEED} draws the same`).toEqual([]);
    },
  );
});
