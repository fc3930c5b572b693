// Pure.

/** One example: what speaks for it, by name, and whether it holds. */
export interface Example {
  readonly signals: Readonly<Record<string, number>>;
  readonly holds: boolean;
  /** How much it counts; 1 unless told. */
  readonly weight?: number;
}

/** Newton's steps; few weights settle in under ten. */
const STEPS = 25;
/** Keeps weights small that the examples leave open. */
const RIDGE = 1;

/** Fits a logistic regression with a ridge penalty by Newton's method. @returns a weight for each signal of the examples */
export function fitLogistic(examples: readonly Example[]): Readonly<Record<string, number>> {
  const names = Object.keys(examples[0]?.signals ?? {});
  const rows = examples.map(({ signals }) => names.map((name) => signals[name] ?? 0));
  let weights = names.map(() => 0);
  for (let step = 0; step < STEPS; step++) {
    const gradient = weights.map((weight) => -RIDGE * weight);
    const curvature = names.map((_, i) => names.map((_name, j) => (i === j ? RIDGE : 0)));
    for (const [index, row] of rows.entries()) {
      const likelihood =
        1 / (1 + Math.exp(-row.reduce((sum, value, i) => sum + value * (weights[i] as number), 0)));
      const { holds = false, weight: counts = 1 } = examples[index] ?? {};
      const error = counts * ((holds ? 1 : 0) - likelihood);
      for (const [i, value] of row.entries()) {
        gradient[i] = (gradient[i] as number) + error * value;
        const line = curvature[i] as number[];
        for (const [j, other] of row.entries()) {
          line[j] = (line[j] as number) + counts * likelihood * (1 - likelihood) * value * other;
        }
      }
    }
    const change = solve(curvature, gradient);
    weights = weights.map((weight, i) => weight + (change[i] as number));
  }
  return Object.fromEntries(names.map((name, i) => [name, weights[i] as number]));
}

/** Solves a system of linear equations by Gauss's elimination; the matrix is positive definite. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const rows = matrix.map((row, i) => [...row, right[i] as number]);
  for (const [at, pivot] of rows.entries()) {
    for (const row of rows.slice(at + 1)) {
      const factor = (row[at] as number) / (pivot[at] as number);
      for (let j = at; j < row.length; j++) row[j] = (row[j] as number) - factor * (pivot[j] as number);
    }
  }
  const solution = right.map(() => 0);
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i] as number[];
    const known = solution.reduce((sum, value, j) => (j > i ? sum + value * (row[j] as number) : sum), 0);
    solution[i] = ((row.at(-1) as number) - known) / (row[i] as number);
  }
  return solution;
}
