// Pure.

/** How far a clock may be put right and still count as steady. */
const TOLERANCE_MS = 60_000;

/**
 * Makes the question whether a clock went on as time did since it was last asked, or since it was made. What is
 * deleted by the clock is gone for good: a machine that starts with a wrong clock, or whose clock is set, must not
 * delete by it.
 */
export function createSteadyClock(parts: {
  readonly clock: () => Date;
  /** Milliseconds that never go back nor jump. */
  readonly monotonicMs: () => number;
}): () => boolean {
  const look = () => ({ clockMs: parts.clock().getTime(), passedMs: parts.monotonicMs() });
  let last = look();
  return () => {
    const now = look();
    const offMs = now.clockMs - last.clockMs - (now.passedMs - last.passedMs);
    last = now;
    return Math.abs(offMs) <= TOLERANCE_MS;
  };
}
