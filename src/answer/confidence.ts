// Pure.

/** What tells a question that the articles answer from one that they do not. */
export interface AnswerEvidence {
  /** Late interaction of the best sentence. */
  readonly late: number;
  /** Share (0…1) of the question's idf mass in the quoted passage or its article's title. */
  readonly idfShare: number;
  /** A name, number or year of the question stands nowhere in the article. */
  readonly missesName: boolean;
}

/** Logistic regression on RealTime QA (see the README's figures): 12.1 late + 2.1 idf share − 2 for a missing name. */
const WEIGHTS = { late: 12.1, idfShare: 2.1, missesName: -2, bias: -8 } as const;

/** From this confidence on a quote is given as an answer. */
export const ANSWER_THRESHOLD = 0.5;

/** Calibrated probability (0…1) that an article which gives this evidence holds the answer. */
export function confidenceOf(evidence: AnswerEvidence): number {
  const logit =
    WEIGHTS.bias +
    WEIGHTS.late * evidence.late +
    WEIGHTS.idfShare * evidence.idfShare +
    (evidence.missesName ? WEIGHTS.missesName : 0);
  return 1 / (1 + Math.exp(-logit));
}
