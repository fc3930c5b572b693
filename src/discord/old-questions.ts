import type { Records } from '../library/records.ts';
import type { Log } from '../log.ts';
import { createSteadyClock } from '../steady-clock.ts';

const DAY_MS = 24 * 3_600_000;

/** Time between two looks for questions that are too old. */
export const LOOK_INTERVAL_MS = 10 * 60_000;

/**
 * Makes the look that removes questions older than they are kept, to be taken every `LOOK_INTERVAL_MS`. It removes
 * nothing where the clock was set since the look before: it may be wrong now.
 */
export function createOldQuestionsLook(parts: {
  readonly records: Records;
  readonly keepDays: number;
  readonly clock: () => Date;
  readonly monotonicMs: () => number;
  readonly log: Log;
}): () => Promise<void> {
  const { records, keepDays, clock, log } = parts;
  const isSteady = createSteadyClock(parts);
  return async () => {
    if (!isSteady()) return;
    try {
      await records.dropBefore(new Date(clock().getTime() - keepDays * DAY_MS).toISOString());
    } catch (error) {
      log.error({ err: error }, 'questions that are too old could not be removed');
    }
  };
}
