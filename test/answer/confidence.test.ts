import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnswerSignals } from '../../src/answer/answer-signals.ts';
import { confidenceOf } from '../../src/answer/confidence.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const signals = fc.record<AnswerSignals>({
  latePassage: share,
  wordGap: share,
  nameMissing: share,
  nameMissingInQuote: share,
  nameMissingEverywhere: share,
  numberMissing: share,
  negationMissing: fc.constantFrom(0, 1),
  opposite: fc.constantFrom(0, 1),
  week: share,
  season: share,
});

describe('confidenceOf', () => {
  it('is a probability', () => {
    fc.assert(
      fc.property(signals, (found) => {
        const confidence = confidenceOf(found);
        expect(confidence).toBeGreaterThan(0);
        expect(confidence).toBeLessThan(1);
      }),
    );
  });

  it.each([
    'wordGap',
    'nameMissing',
    'nameMissingInQuote',
    'nameMissingEverywhere',
    'numberMissing',
    'negationMissing',
    'opposite',
  ] as const)('falls with %s', (name) => {
    fc.assert(
      fc.property(signals, (found) => {
        expect(confidenceOf({ ...found, [name]: 1 })).toBeLessThan(confidenceOf({ ...found, [name]: 0 }));
      }),
    );
  });

  it.each(['latePassage', 'season'] as const)('rises with %s', (name) => {
    fc.assert(
      fc.property(signals, (found) => {
        expect(confidenceOf({ ...found, [name]: 1 })).toBeGreaterThan(confidenceOf({ ...found, [name]: 0 }));
      }),
    );
  });
});
