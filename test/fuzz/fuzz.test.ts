import { describe, it } from 'vitest';
import { targets } from './targets.ts';
import { startWatchdog } from './watchdog.ts';

/** `npm run fuzz` gives each parser many more. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 150);
/** The same inputs in every run of the tests; others each time where more are asked for. */
const SEED = Number(
  process.env.FUZZ_SEED ?? (process.env.FUZZ_RUNS === undefined ? 1 : Date.now() % 2 ** 31),
);

describe('whatever comes from outside', () => {
  it.each(targets)('is read without a crash, every span right: $name', async ({ name, assert }) => {
    // Said where a run hangs, so that it can be had again.
    const watchdog = startWatchdog(`${name}, FUZZ_SEED=${SEED}`);
    try {
      assert({ numRuns: RUNS, seed: SEED }, watchdog.beat);
    } finally {
      await watchdog.stop();
    }
  });
});
