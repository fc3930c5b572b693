import type { Records } from '../library/records.ts';
import type { Log } from '../log.ts';

const DAY_MS = 24 * 3_600_000;

/** Time between two looks for questions that are too old. */
export const LOOK_INTERVAL_MS = 10 * 60_000;
/** How far a clock may be off after an interval; beyond, it was set. */
const TOLERANCE_MS = 60_000;

/**
 * Makes the look that removes questions older than they are kept, to be taken every `LOOK_INTERVAL_MS`. It removes
 * nothing while the clock is not steady: a machine that starts with a wrong clock, or whose clock is set, would lose
 * every question for good. A look later the clock has been put right, or it is so late indeed.
 */
export function createOldQuestionsLook(parts: {
  readonly records: Records;
  readonly keepDays: number;
  readonly clock: () => Date;
  readonly log: Log;
}): () => Promise<void> {
  const { records, keepDays, clock, log } = parts;
  let lastMs = clock().getTime();
  return async () => {
    const nowMs = clock().getTime();
    const wasSet = Math.abs(nowMs - lastMs - LOOK_INTERVAL_MS) > TOLERANCE_MS;
    lastMs = nowMs;
    if (wasSet) return;
    try {
      await records.dropBefore(new Date(nowMs - keepDays * DAY_MS).toISOString());
    } catch (error) {
      log.error({ err: error }, 'questions that are too old could not be removed');
    }
  };
}
