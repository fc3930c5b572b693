// Pure.

/** A thing with a score, and whether it is one of those that should score high. */
export interface Scored {
  readonly score: number;
  readonly isPositive: boolean;
}

/**
 * Area under the ROC curve: how often a positive scores higher than a negative, a tie counted half.
 * @returns 0…1; `NaN` without both kinds
 */
export function auroc(scored: readonly Scored[]): number {
  const sorted = scored.toSorted((a, b) => a.score - b.score);
  const positives = scored.filter(({ isPositive }) => isPositive).length;
  const negatives = scored.length - positives;
  let wins = 0;
  let negativesBelow = 0;
  for (let at = 0; at < sorted.length; ) {
    let end = at;
    let tiedPositives = 0;
    while (end < sorted.length && sorted[end]?.score === sorted[at]?.score) {
      if (sorted[end]?.isPositive) tiedPositives++;
      end++;
    }
    const tiedNegatives = end - at - tiedPositives;
    wins += tiedPositives * (negativesBelow + tiedNegatives / 2);
    negativesBelow += tiedNegatives;
    at = end;
  }
  return positives === 0 || negatives === 0 ? Number.NaN : wins / (positives * negatives);
}

/**
 * The share of the negatives that a threshold refuses which keeps a share of the positives.
 * @param kept share (0…1) of the positives at or above the threshold
 * @returns 0…1; `NaN` without both kinds
 */
export function refusedWhileKeeping(kept: number, scored: readonly Scored[]): number {
  const positives = scored.filter(({ isPositive }) => isPositive).map(({ score }) => score);
  const negatives = scored.filter(({ isPositive }) => !isPositive);
  if (positives.length === 0 || negatives.length === 0) return Number.NaN;
  positives.sort((a, b) => b - a);
  const threshold = positives[Math.ceil(kept * positives.length) - 1] ?? Number.NEGATIVE_INFINITY;
  return negatives.filter(({ score }) => score < threshold).length / negatives.length;
}

/**
 * Average precision of a ranking.
 * @param relevant in rank order, best first
 * @returns 0…1; `NaN` where nothing is relevant
 */
export function averagePrecision(relevant: readonly boolean[]): number {
  let found = 0;
  let sum = 0;
  for (const [index, isRelevant] of relevant.entries()) {
    if (!isRelevant) continue;
    found++;
    sum += found / (index + 1);
  }
  return found === 0 ? Number.NaN : sum / found;
}

/** One over the rank (from 1) of the first relevant thing; 0 where there is none. */
export function reciprocalRank(relevant: readonly boolean[]): number {
  const first = relevant.indexOf(true);
  return first === -1 ? 0 : 1 / (first + 1);
}

/** Mean; `NaN` of nothing. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}
