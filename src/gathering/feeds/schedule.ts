// Pure.

/** A feed outside is asked at most so often. */
const LEAST_EVERY_MS = 60_000;
const MAX_WAIT_MS = 24 * 60 * 60 * 1000;
/** Feeds with one interval drift apart by so much of it, so that they are not all asked at once. */
const JITTER = 0.1;

/**
 * How long to wait before a feed is asked again: its interval, twice as long after each failure in a row, never
 * less than its server asked for.
 * @param failures in a row, 0 after a success
 * @param random 0…1
 */
export function waitMs(after: {
  readonly everyMs: number;
  readonly failures: number;
  readonly retryAfterMs: number | null;
  readonly isInner: boolean;
  readonly random: number;
}): number {
  const everyMs = after.isInner ? after.everyMs : Math.max(after.everyMs, LEAST_EVERY_MS);
  const backedOffMs = Math.max(everyMs, Math.min(MAX_WAIT_MS, everyMs * 2 ** Math.min(after.failures, 30)));
  const jittered = backedOffMs * (1 + JITTER * (2 * after.random - 1));
  return Math.max(jittered, Math.min(after.retryAfterMs ?? 0, MAX_WAIT_MS));
}
