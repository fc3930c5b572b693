// Pure. Written by eval/fit-confidence.ts from RealTime QA and SQuAD 2; what it reached stands in docs/refusing.md.
import type { ConfidenceWeights } from './confidence.ts';

/** What each signal adds to the logarithm of the odds that the first quote holds the answer. */
export const CONFIDENCE_WEIGHTS: ConfidenceWeights = {
  latePassage: 1.773,
  wordGap: -1.682,
  nameMissing: -0.984,
  nameMissingInQuote: -0.879,
  nameMissingEverywhere: -0.785,
  numberMissing: -1.915,
  negationMissing: -2.423,
  opposite: -1.003,
  week: 0.039,
  season: 0.773,
  bias: -1.471,
};
