// Pure.
import { createBestPassages } from './best-passages.ts';
import type { ScoredPassage } from './library.ts';

/** A passage that may be found. */
interface Candidate {
  readonly passageKey: number;
  readonly vector: Float32Array;
}

/**
 * The nearest of some vectors by looking at each: exact, and faster than a graph where few are allowed.
 * @returns at most `limit`, best first; among equals, smaller keys first
 */
export function searchExactly(
  query: Float32Array,
  candidates: Iterable<Candidate>,
  limit: number,
): readonly ScoredPassage[] {
  return searchEachExactly([query], candidates, limit)[0] as readonly ScoredPassage[];
}

/** The same for several queries, while the vectors are gone through once: they need not all be held. */
export function searchEachExactly(
  queries: readonly Float32Array[],
  candidates: Iterable<Candidate>,
  limit: number,
): readonly (readonly ScoredPassage[])[] {
  const best = queries.map(() => createBestPassages(limit));
  for (const { passageKey, vector } of candidates) {
    for (const [at, query] of queries.entries()) {
      let score = 0;
      for (let i = 0; i < query.length; i++) score += (query[i] as number) * (vector[i] as number);
      best[at]?.offer(passageKey, score);
    }
  }
  return best.map((passages) => passages.list());
}
