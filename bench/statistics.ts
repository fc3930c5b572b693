// Pure.

/** Median with the smallest and the largest of some runs. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: quantile(values, 0.5), least: Math.min(...values), most: Math.max(...values) };
}

/** The value below which a share (0…1) of the values lie, by the nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Each run divided by the other's run of the same turn: what a noisy machine does to both cancels out. */
export function ratioOf(runs: readonly number[], others: readonly number[]): Spread {
  return spreadOf(runs.map((value, turn) => value / (others[turn] as number)));
}

/** As `84.1 (80.0–86.3)`. */
export function shown({ median, least, most }: Spread, digits = 1): string {
  return `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}
