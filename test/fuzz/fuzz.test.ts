import { describe, it } from 'vitest';
import { targets } from './targets.ts';
import { startWatchdog } from './watchdog.ts';

/** `npm run fuzz` gives each parser many more. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 150);

describe('whatever comes from outside', () => {
  it.each(targets)('is read without a crash, every span right: $name', async ({ name, assert }) => {
    // Said where a run hangs, so that it can be had again.
    const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
    const watchdog = startWatchdog(`${name}, FUZZ_SEED=${seed}`);
    try {
      assert({ numRuns: RUNS, seed }, watchdog.beat);
    } finally {
      await watchdog.stop();
    }
  });
});
