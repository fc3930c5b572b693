import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Quote } from '../../../src/answer/answer.ts';
import { findDisagreement } from '../../../src/answer/disagreement.ts';

const CASES = join(import.meta.dirname, 'cases');

interface DisagreementCase {
  readonly question: string;
  readonly quotes: readonly { readonly text: string; readonly publishedAt: string | null }[];
  /** Value and index of its quote, newest first; `null` where there is no disagreement. */
  readonly values: readonly (readonly [string, number])[] | null;
}

const cases = readdirSync(CASES).map((file) => ({
  file,
  list: JSON.parse(readFileSync(join(CASES, file), 'utf8')) as readonly DisagreementCase[],
}));

const quotesOf = ({ quotes }: Pick<DisagreementCase, 'quotes'>): readonly Quote[] =>
  quotes.map(({ text, publishedAt }, index) => ({
    text,
    highlight: { start: 0, end: text.length },
    article: { id: `a${index}`, title: 'A report', publisher: `P${index}`, url: null, publishedAt },
    place: { start: 0, end: text.length, paragraph: 1 },
    score: 1,
    alsoIn: [],
  }));

describe.each(cases)('dated quotes: $file', ({ list }) => {
  it.each(list)('$question $values', (one) => {
    const found = findDisagreement(one.question, quotesOf(one));
    expect(found?.map(({ value, quote }) => [value, quote]) ?? null).toEqual(one.values);
  });
});

describe('findDisagreement', () => {
  it('lines up slices of dated quotes, newest first, in whatever order they come', () => {
    const all = cases.flatMap(({ list }) => list);
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.array(fc.constantFrom(...all.flatMap(({ quotes }) => quotes)), { maxLength: 3 }),
        fc.infiniteStream(fc.nat(1_000)),
        ({ question, quotes }, others, order) => {
          const mixed = [...quotes, ...others]
            .map((quote) => ({ quote, at: order.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map(({ quote }) => quote);
          const found = findDisagreement(question, quotesOf({ quotes: mixed }));
          if (found === null) return;
          expect(found.length).toBeGreaterThan(1);
          const dates = found.map(({ quote }) => mixed[quote]?.publishedAt as string);
          expect(dates).toEqual(dates.toSorted().toReversed());
          for (const { value, quote } of found) expect(mixed[quote]?.text).toContain(value);
        },
      ),
    );
  });

  it('reads the sentence of the highlight alone', () => {
    const text = 'The US had 5,000 troops in Syria. The US has 900 troops in Syria.';
    const [first, second] = quotesOf({
      quotes: [
        { text, publishedAt: '2024-09-27' },
        { text: 'The US has 900 troops in Syria.', publishedAt: '2024-12-27' },
      ],
    }) as [Quote, Quote];
    const marked = { ...first, highlight: { start: text.indexOf('The US has'), end: text.length } };
    expect(findDisagreement('How many US troops are in Syria?', [marked, second])).toBeNull();
    expect(findDisagreement('How many US troops are in Syria?', [first, second])).not.toBeNull();
  });
});
