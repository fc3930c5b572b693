import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rouge } from '../../eval/rouge.ts';

describe('rouge', () => {
  it('agrees with counting by hand', () => {
    // "the cat sat on the mat" (6 words, 5 pairs) and "the cat lay on a mat" (6 words, 5 pairs):
    // common words: the, cat, on, mat (4); common pairs: "the cat" (1); longest subsequence: the cat on mat (4).
    const scores = rouge(['The cat sat on the mat.'], ['The cat lay on a mat.']);
    expect(scores.rouge1).toBeCloseTo((2 * 4) / 12, 10);
    expect(scores.rouge2).toBeCloseTo((2 * 1) / 10, 10);
    expect(scores.rougeL).toBeCloseTo((2 * 4) / 12, 10);
  });

  it('weighs lengths by F1', () => {
    // 2 of 8 words said and 2 of 2 wanted: precision 1/4, recall 1; one pair of 7 and of 1.
    const scores = rouge(['Rain fell over seven towns in the north.'], ['Rain fell.']);
    expect(scores.rouge1).toBeCloseTo((2 * 0.25 * 1) / 1.25, 10);
    expect(scores.rouge2).toBeCloseTo((2 * (1 / 7) * 1) / (1 / 7 + 1), 10);
  });

  it('compares Porter stems of words with four letters and more', () => {
    expect(rouge(['Officials voted.'], ['official votes'])).toMatchObject({
      rouge1: 1,
      rouge2: 1,
      rougeL: 1,
    });
    expect(rouge(['was'], ['wa']).rouge1).toBe(0);
  });

  it('counts a repeated word as often as the other side has it', () => {
    // the ×3 against the ×1: one hit of three words and of one.
    expect(rouge(['the the the'], ['the']).rouge1).toBeCloseTo((2 * (1 / 3) * 1) / (1 / 3 + 1), 10);
  });

  it('takes the union of subsequences over the sentences of a summary', () => {
    // Lin's example (2004, section 3.2): the reference w1 … w5 against "w1 w2 w6 w7 w8" and "w1 w3 w8 w9 w5":
    // the subsequences w1 w2 and w1 w3 w5 cover four of its five words; the summary has ten.
    const scores = rouge(['w1 w2 w6 w7 w8', 'w1 w3 w8 w9 w5'], ['w1 w2 w3 w4 w5']);
    expect(scores.rougeL).toBeCloseTo((2 * 4) / (10 + 5), 10);
  });

  it('does not match a subsequence across sentences', () => {
    expect(rouge(['alpha', 'beta'], ['beta alpha']).rougeL).toBeCloseTo(1, 10);
    expect(rouge(['alpha beta'], ['beta alpha']).rougeL).toBeCloseTo(0.5, 10);
  });

  it('is 0 for nothing', () => {
    expect(rouge([], ['A vote.'])).toEqual({ rouge1: 0, rouge2: 0, rougeL: 0 });
    expect(rouge(['…'], ['A vote.'])).toEqual({ rouge1: 0, rouge2: 0, rougeL: 0 });
  });

  it('lies between 0 and 1, is the same from both sides, and is 1 for the same sentence', () => {
    const words = fc.array(fc.constantFrom('a', 'vote', 'was', 'held', 'in', 'Lundvik'), { minLength: 1 });
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [left, right] = [a.join(' '), b.join(' ')];
        const scores = Object.values(rouge([left], [right])) as number[];
        for (const score of scores) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
        expect(rouge([right], [left]).rouge1).toBeCloseTo(scores[0] as number, 10);
        expect(rouge([left], [left])).toMatchObject({ rouge1: 1, rougeL: 1 });
      }),
    );
  });
});
