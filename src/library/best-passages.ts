// Pure.
import type { ScoredPassage } from './library.ts';

/** The best of the passages that were offered. */
export interface BestPassages {
  offer(passageKey: number, score: number): void;
  /** At most `limit`, best first; among equals, smaller keys first. */
  list(): readonly ScoredPassage[];
}

/** Keeps the best of many passages: most of those offered are behind the worst one kept, and cost one comparison. */
export function createBestPassages(limit: number): BestPassages {
  const best: ScoredPassage[] = [];
  return {
    offer(passageKey, score) {
      const worst = best[limit - 1];
      if (worst !== undefined) {
        if (score < worst.score || (score === worst.score && passageKey > worst.passageKey)) return;
        best.pop();
      }
      if (limit > 0) best.splice(placeOf(passageKey, score, best), 0, { passageKey, score });
    },
    list: () => best,
  };
}

function placeOf(passageKey: number, score: number, sorted: readonly ScoredPassage[]): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle] as ScoredPassage;
    if (other.score > score || (other.score === score && other.passageKey < passageKey)) low = middle + 1;
    else high = middle;
  }
  return low;
}
