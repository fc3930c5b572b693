// Pure.

/** The candidates of one question: their signals, and which of them are right. */
export interface Choice {
  /** A row of signals for each candidate. */
  readonly signals: readonly (readonly number[])[];
  readonly isRight: readonly boolean[];
  /** How much the question counts. */
  readonly weight: number;
}

const STEPS = 400;
const RATE = 0.1;
/** Keeps weights small that the choices say little about. */
const L2 = 1e-3;

/**
 * Weights under which the right candidates of each question have the largest share of a softmax over all of
 * them, by Adam (https://arxiv.org/abs/1412.6980) on the mean negative log-likelihood. Questions without a
 * right candidate teach nothing.
 */
export function fitSoftmax(choices: readonly Choice[], signals: number): readonly number[] {
  const taught = choices.filter(({ isRight }) => isRight.includes(true));
  const total = taught.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const weights = new Array<number>(signals).fill(0);
  const mean = new Array<number>(signals).fill(0);
  const square = new Array<number>(signals).fill(0);
  for (let step = 1; step <= STEPS; step++) {
    const slope = weights.map((weight) => L2 * weight);
    for (const choice of taught) addSlope(choice, weights, slope, choice.weight / total);
    for (let i = 0; i < signals; i++) {
      const g = slope[i] as number;
      mean[i] = 0.9 * (mean[i] as number) + 0.1 * g;
      square[i] = 0.999 * (square[i] as number) + 0.001 * g * g;
      const size = Math.sqrt((square[i] as number) / (1 - 0.999 ** step)) + 1e-8;
      weights[i] = (weights[i] as number) - (RATE * ((mean[i] as number) / (1 - 0.9 ** step))) / size;
    }
  }
  return weights;
}

/** Score of a candidate. */
export function weigh(signals: readonly number[], weights: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < signals.length; i++) sum += (signals[i] as number) * (weights[i] as number);
  return sum;
}

/** Adds the slope of one choice's negative log-likelihood. */
function addSlope(
  { signals, isRight }: Choice,
  weights: readonly number[],
  slope: number[],
  part: number,
): void {
  const scores = signals.map((row) => weigh(row, weights));
  const highest = Math.max(...scores);
  const shares = scores.map((score) => Math.exp(score - highest));
  let all = 0;
  let right = 0;
  for (const [index, share] of shares.entries()) {
    all += share;
    if (isRight[index]) right += share;
  }
  for (const [index, row] of signals.entries()) {
    const share = shares[index] as number;
    const pull = share / all - (isRight[index] ? share / right : 0);
    for (let i = 0; i < row.length; i++) {
      slope[i] = (slope[i] as number) + part * pull * (row[i] as number);
    }
  }
}
