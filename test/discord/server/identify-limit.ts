import type { ServerClock } from './clock.ts';

/**
 * Discord's limit of IDENTIFYs: shards with the same remainder of their number by `maxConcurrency` share a key, and a
 * key takes one within `windowMs`. @returns whether the one that has just come is within it
 */
export function createIdentifyLimit(parts: {
  readonly clock: ServerClock;
  readonly maxConcurrency: number;
  readonly windowMs: number;
}): (shard: number) => boolean {
  const { clock, maxConcurrency, windowMs } = parts;
  const takenMs = new Map<number, number>();
  return (shard) => {
    const key = shard % maxConcurrency;
    const nowMs = clock.now();
    const isWithin = nowMs - (takenMs.get(key) ?? Number.NEGATIVE_INFINITY) >= windowMs;
    if (isWithin) takenMs.set(key, nowMs);
    return isWithin;
  };
}
