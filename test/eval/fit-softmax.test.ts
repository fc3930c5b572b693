import { describe, expect, it } from 'vitest';
import { fitSoftmax, weigh } from '../../eval/fit-softmax.ts';

describe('fitSoftmax', () => {
  it('prefers what right candidates have, and leaves alone what tells nothing', () => {
    const choices = [0, 1, 2, 3].map((turn) => ({
      signals: [
        [1, turn % 2],
        [0, (turn + 1) % 2],
        [0, turn % 2],
      ],
      isRight: [true, false, false],
      weight: 1,
    }));
    const weights = fitSoftmax(choices, 2) as [number, number];
    expect(weights[0]).toBeGreaterThan(2);
    expect(Math.abs(weights[1])).toBeLessThan(0.5);
    expect(weigh([1, 0], weights)).toBeGreaterThan(weigh([0, 1], weights));
  });

  it('agrees with the hand for one signal and one question', () => {
    // Right and wrong share a signal once in three: at the optimum of -log σ(w)·2/3 - log σ(-w)/3, w = log 2.
    const choice = (right: number) => ({
      signals: [[right], [1 - right]],
      isRight: [true, false],
      weight: 1,
    });
    const [weight] = fitSoftmax([choice(1), choice(1), choice(0)], 1);
    // The pull towards 0 takes a little off.
    expect(weight).toBeGreaterThan(Math.log(2) - 0.02);
    expect(weight).toBeLessThan(Math.log(2) + 0.001);
  });

  it('learns nothing from questions without a right candidate', () => {
    expect(fitSoftmax([{ signals: [[1], [0]], isRight: [false, false], weight: 1 }], 1)).toEqual([0]);
  });
});
