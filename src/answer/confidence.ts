// Pure.
import type { AnswerSignals } from './answer-signals.ts';
import { CONFIDENCE_WEIGHTS } from './confidence-weights.ts';

/** A weight for each signal and a bias: a logistic regression. */
export type ConfidenceWeights = Readonly<Record<keyof AnswerSignals | 'bias', number>>;

/**
 * From this confidence on a quote is given as an answer, unless the owner says otherwise. On RealTime QA it keeps
 * four in five of the answerable questions and refuses two thirds of the others, and nine in ten of those with a
 * name or number swapped: docs/refusing.md.
 */
export const DEFAULT_ANSWER_THRESHOLD = 0.35;

/** Estimated probability (0…1) that a quote with these signals holds the answer. */
export function confidenceOf(
  signals: AnswerSignals,
  weights: ConfidenceWeights = CONFIDENCE_WEIGHTS,
): number {
  const names = Object.keys(signals) as (keyof AnswerSignals)[];
  const logit = names.reduce((sum, name) => sum + weights[name] * signals[name], weights.bias);
  return 1 / (1 + Math.exp(-logit));
}
