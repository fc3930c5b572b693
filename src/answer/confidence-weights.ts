// Pure. Written by eval/fit-confidence.ts from RealTime QA and SQuAD 2; what it reached stands in docs/refusing.md.
import type { ConfidenceWeights } from './confidence.ts';

/** What each signal adds to the logarithm of the odds that the first quote holds the answer. */
export const CONFIDENCE_WEIGHTS: ConfidenceWeights = {
  latePassage: 1.9,
  wordGap: -1.913,
  nameMissing: -1.036,
  nameMissingInQuote: -0.855,
  nameMissingEverywhere: -0.972,
  numberMissing: -1.926,
  negationMissing: -2.43,
  opposite: -0.812,
  week: 0.207,
  season: 0.729,
  bias: -1.543,
};
