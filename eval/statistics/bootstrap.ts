// Pure. The percentile bootstrap (Efron 1979, https://doi.org/10.1214/aos/1176344552).
import { createRandom } from './random.ts';

/** Resamples of an interval. */
const RESAMPLES = 1_000;
/** Any number would do; the same one gives the same interval. */
const SEED = 20_230_106;

/** A 95 % interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The interval in which a figure lies for 95 % of the samples drawn, with replacement, from the records at hand.
 * @param figure of a sample; samples for which it is not a number are left out
 */
export function bootstrap<T>(records: readonly T[], figure: (sample: readonly T[]) => number): Interval {
  const random = createRandom(SEED);
  const values: number[] = [];
  for (let turn = 0; turn < RESAMPLES; turn++) {
    const sample = records.map(() => records[Math.floor(random() * records.length)] as T);
    const value = figure(sample);
    if (!Number.isNaN(value)) values.push(value);
  }
  values.sort((a, b) => a - b);
  const at = (share: number) => values[Math.round(share * (values.length - 1))] ?? Number.NaN;
  return { low: at(0.025), high: at(0.975) };
}
