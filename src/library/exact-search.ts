// Pure.
import type { ScoredPassage } from './library.ts';

/** The nearest of some vectors by looking at each: exact, and faster than a graph where few are allowed. */
export function searchExactly(
  query: Float32Array,
  candidates: Iterable<{ readonly passageKey: number; readonly vector: Float32Array }>,
  limit: number,
): readonly ScoredPassage[] {
  const scored: ScoredPassage[] = [];
  for (const { passageKey, vector } of candidates) {
    let score = 0;
    for (let i = 0; i < query.length; i++) score += (query[i] as number) * (vector[i] as number);
    scored.push({ passageKey, score });
  }
  return scored.sort((a, b) => b.score - a.score || a.passageKey - b.passageKey).slice(0, limit);
}
