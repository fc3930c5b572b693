import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidateQuery } from '../../../src/library/postgres/keywords/candidate-query.ts';

const PASSAGES = 100_000;
const wordOf = (frequency: number, at: number) => ({
  frequency,
  idf: Math.max(1e-6, Math.log((PASSAGES - frequency + 0.5) / (frequency + 0.5))),
  query: `w${at}`,
});
const queryOf = (frequencies: readonly number[], wanted: number) =>
  candidateQuery(frequencies.map(wordOf), PASSAGES, wanted);

/** Whether a passage with some words is a candidate: reads the query as PostgreSQL does, `&` before `|`. */
function holds(query: string, words: ReadonlySet<string>): boolean {
  let at = 0;
  const tokens = query.match(/w\d+|[&|()]/g) ?? [];
  const either = (): boolean => {
    let found = both();
    while (tokens[at] === '|') {
      at++;
      found = both() || found;
    }
    return found;
  };
  const both = (): boolean => {
    let found = one();
    while (tokens[at] === '&') {
      at++;
      found = one() && found;
    }
    return found;
  };
  const one = (): boolean => {
    if (tokens[at] !== '(') return words.has(tokens[at++] as string);
    at++;
    const found = either();
    at++;
    return found;
  };
  return either();
}

describe('candidateQuery', () => {
  it('asks for any of the words where few passages hold one', () => {
    expect(queryOf([10, 300, 20], 600)).toEqual({ query: 'w0 | w2 | w1', isEveryMatch: true });
  });

  it('asks for the rare word alone and for the common ones together', () => {
    expect(queryOf([5_000, 20, 7_000], 400)).toEqual({ query: 'w1 | w0 & w2', isEveryMatch: false });
  });

  it('asks for a common word where there is no other', () => {
    expect(queryOf([90_000], 400)).toEqual({ query: 'w0', isEveryMatch: true });
  });

  it('leaves out no passage whose words weigh more than those of one that it must take', () => {
    const words = fc.array(fc.integer({ min: 1, max: 49_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 5_000 }), fc.nat(), (frequencies, wanted, bits) => {
        const { query } = queryOf(frequencies, wanted);
        const idfs = frequencies.map((frequency, at) => wordOf(frequency, at).idf);
        // The lightest word that is taken alone tells how much is enough.
        const enough = Math.min(...idfs.filter((_, at) => holds(query, new Set([`w${at}`]))));
        const held = idfs.flatMap((idf, at) => (bits & (1 << at) ? [{ at, idf }] : []));
        if (held.reduce((sum, { idf }) => sum + idf, 0) < enough) return;
        expect(holds(query, new Set(held.map(({ at }) => `w${at}`)))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes every match once enough are wanted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 49_000 }), { minLength: 1, maxLength: 8 }),
        (frequencies) => {
          const { query, isEveryMatch } = queryOf(frequencies, PASSAGES);
          expect(isEveryMatch).toBe(true);
          for (const at of frequencies.keys()) expect(holds(query, new Set([`w${at}`]))).toBe(true);
        },
      ),
    );
  });
});
