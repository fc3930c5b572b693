// Pure. Written by eval/fit-confidence.ts from RealTime QA and SQuAD 2; what it reached stands in docs/refusing.md.
import type { ConfidenceWeights } from './confidence.ts';

/** What each signal adds to the logarithm of the odds that the first quote holds the answer. */
export const CONFIDENCE_WEIGHTS: ConfidenceWeights = {
  latePassage: 1.9,
  wordGap: -1.758,
  nameMissing: -1.006,
  nameMissingInQuote: -0.919,
  nameMissingEverywhere: -0.879,
  numberMissing: -2.017,
  negationMissing: -2.404,
  opposite: -1.027,
  week: 0.022,
  season: 0.855,
  bias: -1.525,
};
