import { describe, expect, it } from 'vitest';
import { type Example, fitLogistic } from '../../eval/fit-logistic.ts';

const example = (x: number, holds: boolean, weight?: number): Example => ({
  signals: { x, bias: 1 },
  holds,
  ...(weight === undefined ? {} : { weight }),
});

describe('fitLogistic', () => {
  it('learns that what holds lies higher', () => {
    const { x = 0, bias = 0 } = fitLogistic([
      ...Array.from({ length: 40 }, (_, i) => example(i / 10, i >= 20)),
      example(3, false),
      example(1, true),
    ]);
    expect(x).toBeGreaterThan(0);
    // Even odds near the middle.
    expect(-bias / x).toBeCloseTo(2, 0);
  });

  it('counts an example of weight two as two', () => {
    const others = [example(0, false), example(1, true), example(2, false), example(3, true)];
    const twice = fitLogistic([...others, example(2, true), example(2, true)]);
    const weighed = fitLogistic([...others, example(2, true, 2)]);
    for (const name of ['x', 'bias']) expect(weighed[name]).toBeCloseTo(twice[name] ?? Number.NaN, 6);
  });
});
