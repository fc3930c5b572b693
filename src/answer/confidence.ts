// Pure.

/** What tells a question that the articles answer from one that they do not. */
export interface AnswerEvidence {
  /** Score of the best sentence (score-sentences.ts). */
  readonly sentence: number;
  /** A name, number or year of the question stands nowhere in the article. */
  readonly missesName: boolean;
}

/**
 * Logistic regression on RealTime QA, "do this question's articles hold the answer": area under the ROC curve
 * .78 in five-fold cross-validation.
 */
const WEIGHTS = { sentence: 0.308, missesName: -0.785, bias: -4.109 } as const;

/**
 * From this confidence on a quote is given as an answer. On RealTime QA it gives two thirds of the answerable
 * and refuses three quarters of the others; higher than the balance of both, since a wrong quote costs more
 * trust than a refusal.
 */
export const ANSWER_THRESHOLD = 0.6;

/** Estimated probability (0…1) that an article which gives this evidence holds the answer. */
export function confidenceOf({ sentence, missesName }: AnswerEvidence): number {
  const logit = WEIGHTS.bias + WEIGHTS.sentence * sentence + (missesName ? WEIGHTS.missesName : 0);
  return 1 / (1 + Math.exp(-logit));
}
