import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bestTokenSimilarities,
  encodeTokenCodes,
  prepareQuestionTokens,
  tokenSimilarities,
} from '../../src/embedding/token-codes.ts';

const DIMENSIONS = 16;
const state = fc.array(fc.float({ min: -2, max: 2, noNaN: true }), {
  minLength: DIMENSIONS,
  maxLength: DIMENSIONS,
});
const states = (minimum: number) =>
  fc.array(state, { minLength: minimum, maxLength: 6 }).map((rows) => Float32Array.from(rows.flat()));

/** The definition, written out: the oracle for the table look-ups. */
function similarity(question: Float32Array, row: Float32Array, mean: Float32Array): number {
  const difference = question.map((value, i) => value - (mean[i] as number));
  const norm = Math.hypot(...difference) || 1;
  const sum = difference.reduce((total, value, i) => {
    const sign = (row[i] as number) > (mean[i] as number) ? 1 : -1;
    return total + value * sign;
  }, 0);
  return (sum / norm) * (Math.sqrt(Math.PI / 2) / Math.sqrt(DIMENSIONS));
}

describe('token codes', () => {
  it('compare every question token with every row as the definition does', () => {
    fc.assert(
      fc.property(states(3), states(1), state, (question, rows, meanRow) => {
        const mean = Float32Array.from(meanRow);
        const prepared = prepareQuestionTokens(question, mean);
        const similarities = tokenSimilarities(prepared, encodeTokenCodes(rows, mean));
        for (let row = 0; row < rows.length / DIMENSIONS; row++) {
          for (let token = 0; token < prepared.count; token++) {
            const expected = similarity(
              question.subarray((token + 1) * DIMENSIONS, (token + 2) * DIMENSIONS),
              rows.subarray(row * DIMENSIONS, (row + 1) * DIMENSIONS),
              mean,
            );
            expect(similarities[row * prepared.count + token]).toBeCloseTo(expected, 4);
          }
        }
      }),
    );
  });

  it('find the best similarity of each token in spans of rows, none in an empty one', () => {
    const row = fc.integer({ min: 0, max: 8 });
    const spans = fc.array(fc.record({ start: row, length: row }), { maxLength: 4 });
    fc.assert(
      fc.property(states(3), states(1), state, spans, (question, rows, meanRow, drawn) => {
        const mean = Float32Array.from(meanRow);
        const prepared = prepareQuestionTokens(question, mean);
        const codes = encodeTokenCodes(rows, mean);
        const count = rows.length / DIMENSIONS;
        const similarities = tokenSimilarities(prepared, codes);
        const asked = drawn.map(({ start, length }) => ({ start, end: start + length }));
        const best = bestTokenSimilarities(prepared, codes, asked);
        const expected = asked.map(({ start, end }) =>
          Float32Array.from({ length: prepared.count }, (_, token) => {
            const held = Array.from({ length: count }, (_, at) => at).filter((at) => start <= at && at < end);
            const values = held.map((at) => similarities[at * prepared.count + token] as number);
            return values.length === 0 ? 0 : Math.max(...values);
          }),
        );
        expect(best).toEqual(expected);
      }),
    );
  });

  it('take a bit a dimension', () => {
    const codes = encodeTokenCodes(Float32Array.from([1, -1, 1, 1, -1, -1, -1, 1]), new Float32Array(8));
    expect([...codes]).toEqual([0b10001101]);
  });
});
