// Pure.
import type { ScoredPassage } from './library.ts';

/**
 * The nearest of some vectors by looking at each: exact, and faster than a graph where few are allowed.
 * @returns at most `limit`, best first; among equals, those that came first
 */
export function searchExactly(
  query: Float32Array,
  candidates: Iterable<{ readonly passageKey: number; readonly vector: Float32Array }>,
  limit: number,
): readonly ScoredPassage[] {
  const best: ScoredPassage[] = [];
  if (limit < 1) return best;
  for (const { passageKey, vector } of candidates) {
    let score = 0;
    for (let i = 0; i < query.length; i++) score += (query[i] as number) * (vector[i] as number);
    const worst = best[limit - 1];
    if (worst !== undefined && score <= worst.score) continue;
    if (worst !== undefined) best.pop();
    best.splice(placeOf(score, best), 0, { passageKey, score });
  }
  return best;
}

/** Where a score stands in a descending list, behind its equals. */
function placeOf(score: number, sorted: readonly ScoredPassage[]): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as ScoredPassage).score >= score) low = middle + 1;
    else high = middle;
  }
  return low;
}
