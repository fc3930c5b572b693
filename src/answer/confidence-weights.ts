// Pure. Written by eval/fit-confidence.ts from RealTime QA and SQuAD 2; what it reached stands in docs/refusing.md.
import type { ConfidenceWeights } from './confidence.ts';

/** What each signal adds to the logarithm of the odds that the first quote holds the answer. */
export const CONFIDENCE_WEIGHTS: ConfidenceWeights = {
  latePassage: 1.77,
  wordGap: -1.716,
  nameMissing: -1.159,
  nameMissingInQuote: -0.745,
  nameMissingEverywhere: -0.749,
  numberMissing: -2.02,
  negationMissing: -2.227,
  opposite: -0.948,
  week: 0.118,
  season: 0.848,
  bias: -1.467,
};
