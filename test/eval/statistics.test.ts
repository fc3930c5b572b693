import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrap } from '../../eval/statistics/bootstrap.ts';
import { reliability, riskCoverage } from '../../eval/statistics/calibration.ts';
import { createRandom } from '../../eval/statistics/random.ts';
import {
  auroc,
  averagePrecision,
  mean,
  reciprocalRank,
  refusedWhileKeeping,
} from '../../eval/statistics/ranking.ts';

const scored = (positives: readonly number[], negatives: readonly number[]) => [
  ...positives.map((score) => ({ score, isPositive: true })),
  ...negatives.map((score) => ({ score, isPositive: false })),
];

describe('auroc', () => {
  it.each([
    [[3, 2], [1, 0], 1],
    [[1], [2], 0],
    // Of four pairs two are won, one is tied and one lost.
    [[3, 1], [1, 2], (2 + 0.5) / 4],
    [[5, 5], [5, 5, 5], 0.5],
  ])('of positives %j and negatives %j is %d', (positives, negatives, expected) => {
    expect(auroc(scored(positives, negatives))).toBeCloseTo(expected, 12);
  });

  it('is not a number without both kinds', () => {
    expect(auroc(scored([1], []))).toBeNaN();
    expect(auroc(scored([], [1]))).toBeNaN();
  });

  it('agrees with counting every pair', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(scores, scores, (positives, negatives) => {
        const pairs = positives.flatMap((p) => negatives.map((n) => (p > n ? 1 : p === n ? 0.5 : 0)));
        expect(auroc(scored(positives, negatives))).toBeCloseTo(mean(pairs), 9);
      }),
    );
  });
});

describe('refusedWhileKeeping', () => {
  it('takes the highest threshold that keeps the share of the positives', () => {
    // Three of four positives are at least 6: below that stand two of the three negatives.
    expect(refusedWhileKeeping(0.75, scored([9, 8, 6, 1], [7, 5, 2]))).toBeCloseTo(2 / 3, 12);
    expect(refusedWhileKeeping(1, scored([9, 8, 6, 1], [7, 5, 2]))).toBe(0);
  });
});

describe('averagePrecision and reciprocalRank', () => {
  it('agree with the hand', () => {
    expect(averagePrecision([true, false, true, false])).toBeCloseTo((1 + 2 / 3) / 2, 12);
    expect(averagePrecision([false, false, true])).toBeCloseTo(1 / 3, 12);
    expect(reciprocalRank([false, false, true, true])).toBeCloseTo(1 / 3, 12);
  });

  it('say what nothing relevant is', () => {
    expect(averagePrecision([false])).toBeNaN();
    expect(reciprocalRank([false])).toBe(0);
  });
});

describe('bootstrap', () => {
  it('gives the same interval each time, around the figure', () => {
    const values = Array.from({ length: 200 }, (_, index) => index % 4);
    const interval = bootstrap(values, mean);
    expect(bootstrap(values, mean)).toEqual(interval);
    // Standard error √1.25/√200 = .079: the interval is about ±.155.
    expect(interval.low).toBeGreaterThan(1.5 - 0.22);
    expect(interval.low).toBeLessThan(1.5 - 0.1);
    expect(interval.high).toBeGreaterThan(1.5 + 0.1);
    expect(interval.high).toBeLessThan(1.5 + 0.22);
  });

  it('is a point where every record is the same, and not a number without any', () => {
    expect(bootstrap([1, 1, 1], mean)).toEqual({ low: 1, high: 1 });
    expect(bootstrap([], mean).low).toBeNaN();
  });
});

describe('calibration', () => {
  const judged = [
    { confidence: 0.95, isRight: true },
    { confidence: 0.91, isRight: false },
    { confidence: 0.4, isRight: true },
    { confidence: 1, isRight: true },
  ];

  it('sorts confidences into tenths, 1 into the last', () => {
    const rows = reliability(judged);
    expect(rows.map(({ n }) => n)).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0, 3]);
    expect(rows[9]?.right).toBeCloseTo(2 / 3, 12);
    expect(rows[9]?.claimed).toBeCloseTo((0.95 + 0.91 + 1) / 3, 12);
    expect(rows[0]?.right).toBeNull();
  });

  it('counts what each threshold answers and how much of it is wrong', () => {
    const rows = riskCoverage(judged);
    expect(rows.find(({ threshold }) => threshold === 0.5)).toEqual({
      threshold: 0.5,
      coverage: 3 / 4,
      risk: 1 / 3,
    });
    expect(rows.find(({ threshold }) => threshold === 0.95)?.coverage).toBe(1 / 2);
  });
});

describe('createRandom', () => {
  it('gives the same numbers for the same seed, others for another', () => {
    const take = (seed: number) => {
      const random = createRandom(seed);
      return [random(), random(), random()];
    };
    expect(take(1)).toEqual(take(1));
    expect(take(1)).not.toEqual(take(2));
  });

  it('stays within 0 and 1', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const value = createRandom(seed)();
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThan(1);
      }),
    );
  });
});
