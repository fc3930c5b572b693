import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Quote } from '../../src/answer/answer.ts';
import { cutQuote, isExact, type QuotableArticle } from '../../src/answer/quote.ts';

const facts = { id: 'a', title: 'A', publisher: null, url: null, publishedAt: null };
const article = (text: string, intact = true): QuotableArticle => ({ ...facts, text, headings: [], intact });
const whole = (text: string) => ({ start: 0, end: text.length });
const details = (highlight: { start: number; end: number }) => ({ highlight, score: 1, alsoIn: [] });

describe('cutQuote', () => {
  it('quotes character for character at any place, or not at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.nat(60), fc.nat(60), (text, a, b) => {
        const span = { start: Math.min(a, b), end: Math.max(a, b) };
        const quote = cutQuote(article(text), span, details(span));
        if (quote === null) return;
        expect(quote.text).toBe(text.slice(quote.place.start, quote.place.end));
        expect(isExact(quote, article(text))).toBe(true);
        // Cut through no character: both sides are whole.
        expect(quote.text.isWellFormed()).toBe(text.isWellFormed() || quote.text.isWellFormed());
      }),
    );
  });

  it('does not quote from a damaged text', () => {
    expect(cutQuote(article('Text.', false), whole('Text.'), details(whole('Text.')))).toBeNull();
  });

  it.each([
    { start: 0, end: 99 },
    { start: -1, end: 3 },
    { start: 3, end: 3 },
  ])('does not quote outside of the text: %j', (span) => {
    expect(cutQuote(article('Text.'), span, details(span))).toBeNull();
  });

  it('does not cut through a character of two code units', () => {
    const text = 'Boats 🚤 came.';
    const half = { start: 0, end: text.indexOf('🚤') + 1 };
    expect(cutQuote(article(text), half, details(half))).toBeNull();
  });

  it('keeps the highlight within the quote and counts paragraphs, subheads aside', () => {
    const text = 'First.\n\nSubhead\n\nSecond one. And more.';
    const start = text.indexOf('Second');
    const quote = cutQuote(
      { ...article(text), headings: [{ start: 8, end: 15 }] },
      { start, end: text.length },
      details({ start: text.indexOf('And'), end: text.length }),
    ) as Quote;
    expect(quote.place.paragraph).toBe(2);
    expect(quote.text.slice(quote.highlight.start, quote.highlight.end)).toBe('And more.');
  });
});

describe('isExact', () => {
  it('sees a changed text and another article', () => {
    const quote = cutQuote(
      article('The vote was held.'),
      { start: 4, end: 8 },
      details({ start: 4, end: 8 }),
    ) as Quote;
    expect(isExact(quote, article('The poll was held.'))).toBe(false);
    expect(isExact(quote, { ...article('The vote was held.'), id: 'b' })).toBe(false);
    expect(isExact(quote, article('The vote was held.', false))).toBe(false);
  });
});
