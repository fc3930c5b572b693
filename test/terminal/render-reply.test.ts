import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Quote } from '../../src/answer/answer.ts';
import type { Block } from '../../src/chat/reply.ts';
import type { ArticleFacts } from '../../src/corpus/article.ts';
import { renderReply } from '../../src/terminal/render-reply.ts';
import { textWidth } from '../../src/terminal/text-width.ts';
import { visibleText } from '../../src/terminal/visible-text.ts';

const NOW = new Date('2026-11-26T12:00:00.000Z');
const OWN_SGR = new RegExp(`${String.fromCharCode(27)}\\[(?:1|2|22)m`, 'gu');

const BOLD = new RegExp(`${String.fromCharCode(27)}\\[1m(.*?)${String.fromCharCode(27)}\\[22m`, 'gu');

const hostile = fc.constantFrom(
  '\u001b[2J',
  '\u001b]0;x\u0007',
  '\u009b31m',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u200d',
  '\r',
  '\u0008',
  '\u007f',
  '\ud800',
);
const word = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[A-Za-z,.'0-9]{1,12}$/u) },
  fc.constantFrom(
    '選挙',
    '👩‍🚀',
    'é',
    '🇸🇴',
    'Pneumonoultramicroscopicsilicovolcanoconiosisthenmore',
    '│',
    '┆',
  ),
  hostile,
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const gap = fc.constantFrom(' ', ' ', ' ', '  ', '\n', '\n\n', '');
const text = fc
  .array(fc.tuple(word, gap), { minLength: 1, maxLength: 40 })
  .map((parts) => parts.flat().join(''));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

const article: fc.Arbitrary<ArticleFacts> = fc.record({
  id: fc.string(),
  title: text,
  publisher: maybe(text),
  url: fc.constant(null),
  publishedAt: maybe(fc.oneof(fc.constantFrom('2025-12-22', '2026-11-26T11:00:00.000Z'), text)),
});
const quote: fc.Arbitrary<Quote> = text.chain((words) =>
  fc
    .record({
      article,
      alsoIn: fc.array(article, { maxLength: 2 }),
      ends: fc.tuple(fc.nat(words.length), fc.nat(words.length)),
    })
    .map(({ ends, ...rest }) => ({
      ...rest,
      text: words,
      highlight: { start: Math.min(...ends), end: Math.max(...ends) },
      place: { start: 0, end: words.length, paragraph: 1 },
      score: 0.5,
    })),
);
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('heading', 'paragraph'), text }),
  fc.record({
    kind: fc.constant('quote' as const),
    quote,
    standing: fc.constantFrom('answer', 'nearest', 'summary'),
  }),
  quote.map(
    (one): Block => ({ kind: 'disagreement', quotes: [one], values: [{ value: one.text, quote: 0 }] }),
  ),
  fc.record({
    kind: fc.constant('articles' as const),
    articles: fc.array(fc.record({ article, note: text }), { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: text, value: text }), { maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('actions' as const),
    actions: fc.array(fc.record({ label: text, command: text }), { maxLength: 2 }),
  }),
);
const options = fc.record({
  columns: fc.integer({ min: 20, max: 140 }),
  colour: fc.boolean(),
  now: fc.constant(NOW),
});

describe('renderReply', () => {
  it('draws no line wider than the terminal or 96 cells', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 4 }), options, (blocks, how) => {
        for (const line of renderReply({ blocks, json: null }, how).replace(OWN_SGR, '').split('\n')) {
          expect(textWidth(line)).toBeLessThanOrEqual(Math.min(96, how.columns));
        }
      }),
    );
  });

  it('lets no control or unseen character through but its own bold and dim', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 4 }), options, (blocks, how) => {
        const drawn = renderReply({ blocks, json: null }, how);
        const rest = how.colour ? drawn.replace(OWN_SGR, '') : drawn;
        for (const line of rest.split('\n')) expect(visibleText(line)).toBe(line);
      }),
    );
  });

  it.each(['answer', 'nearest', 'summary'] as const)(
    'keeps the words of a quote, in order: %s',
    (standing) => {
      fc.assert(
        fc.property(quote, options, (one, how) => {
          const drawn = renderReply({ blocks: [{ kind: 'quote', quote: one, standing }], json: null }, how);
          const margin = standing === 'nearest' ? '┆' : '│';
          const lines = drawn.replace(OWN_SGR, '').split('\n');
          const quoted = lines.filter((line) => line.startsWith(margin)).map((line) => line.slice(1));
          expect(inked(quoted.join(''))).toBe(inked(one.text));
        }),
      );
    },
  );

  it.each(['answer', 'summary'] as const)(
    'sets the words that answer in bold, and no others: %s',
    (standing) => {
      const marked = fc
        .array(fc.constantFrom('Nearly', 'half', 'a', 'million,', '選挙', '👩‍🚀', 'é', 'voted.\n\nThen'), {
          minLength: 1,
          maxLength: 40,
        })
        .chain((words) => fc.tuple(fc.constant(words), fc.nat(words.length), fc.nat(words.length)))
        .map(([words, one, other]) => {
          const before = words.slice(0, Math.min(one, other)).join(' ');
          const upTo = words.slice(0, Math.max(one, other)).join(' ');
          return { text: words.join(' '), highlight: { start: before.length, end: upTo.length } };
        });
      fc.assert(
        fc.property(
          quote,
          marked,
          fc.integer({ min: 20, max: 120 }),
          (some, { text, highlight }, columns) => {
            const one = { ...some, text, highlight };
            const drawn = renderReply(
              { blocks: [{ kind: 'quote', quote: one, standing }], json: null },
              { columns, colour: true, now: NOW },
            );
            const bold = Array.from(drawn.matchAll(BOLD), ([, words]) => words).join('');
            expect(inked(bold)).toBe(inked(text.slice(highlight.start, highlight.end)));
          },
        ),
      );
    },
  );

  it('sets nothing in bold that is merely near', () => {
    fc.assert(
      fc.property(quote, options, (one, how) => {
        const blocks: Block[] = [{ kind: 'quote', quote: one, standing: 'nearest' }];
        expect(renderReply({ blocks, json: null }, { ...how, colour: true })).not.toMatch(BOLD);
      }),
    );
  });

  it('keeps words whole that fit in a line', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,18}$/u), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(words, options, (list, how) => {
        const blocks: Block[] = [{ kind: 'paragraph', text: list.join(' ') }];
        expect(renderReply({ blocks, json: null }, how).split(/\s+/u)).toEqual(list);
      }),
    );
  });

  it('never breaks an address', () => {
    const url = `https://example.org/${'a-long-path/'.repeat(12)}`;
    const facts = { id: '1', title: 'A title', publisher: null, url, publishedAt: null };
    const one: Quote = {
      text: 'Words.',
      highlight: { start: 0, end: 0 },
      article: facts,
      place: { start: 0, end: 6, paragraph: 2 },
      score: 1,
      alsoIn: [],
    };
    const drawn = renderReply(
      { blocks: [{ kind: 'quote', quote: one, standing: 'answer' }], json: null },
      { columns: 40, colour: false, now: NOW },
    );
    expect(drawn).toBe(`│ Words.\n  A title — date not known, paragraph 2\n  ${url}`);
  });

  it('takes a terminal whose width is not known', () => {
    const blocks: Block[] = [{ kind: 'paragraph', text: 'word '.repeat(60) }];
    const drawn = renderReply({ blocks, json: null }, { columns: 0, colour: false, now: NOW });
    expect(Math.max(...drawn.split('\n').map(textWidth))).toBeLessThanOrEqual(96);
  });
});

/** What is left to see of a text without its spaces; joiners, kept by what stands beside them, are left out. */
function inked(value: string): string {
  return visibleText(value).replace(/\s|\u200d/gu, '');
}
