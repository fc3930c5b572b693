// Pure. Written by eval/fit-confidence.ts from RealTime QA and SQuAD 2; what it reached stands in docs/refusing.md.
import type { ConfidenceWeights } from './confidence.ts';

/** What each signal adds to the logarithm of the odds that the first quote holds the answer. */
export const CONFIDENCE_WEIGHTS: ConfidenceWeights = {
  latePassage: 2.013,
  wordGap: -2.048,
  nameMissing: -1.007,
  nameMissingInQuote: -0.974,
  nameMissingEverywhere: -0.912,
  numberMissing: -2.193,
  negationMissing: -2.649,
  opposite: -1.104,
  week: 0.178,
  season: 0.74,
  bias: -1.5,
};
