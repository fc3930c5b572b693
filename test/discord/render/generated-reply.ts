import fc from 'fast-check';
import type { Quote } from '../../../src/answer/answer.ts';
import type { Block, Reply } from '../../../src/chat/reply.ts';
import type { ArticleFacts } from '../../../src/corpus/article.ts';
import { anyText } from './hostile-text.ts';

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const URLS = [
  'https://example.org/a_b*c(d)?e=[f]#<g>',
  `https://example.org/${'a'.repeat(3000)}`,
  'javascript:alert(1)',
  'not an address',
  'https://example.org/ä/選挙?q="x y"',
];

/** Facts of an article that only a hostile seed would have. */
const article: fc.Arbitrary<ArticleFacts> = fc.record({
  id: fc.string(),
  title: anyText,
  publisher: maybe(anyText),
  url: maybe(fc.constantFrom(...URLS)),
  publishedAt: maybe(fc.constantFrom('2025-12-22', '2026-11-26T11:00:00.000Z', '1912-04-15', 'soon')),
});

/** A quotation of a few hostile sentences, or of very many. */
const quotedText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: anyText },
  {
    weight: 2,
    arbitrary: fc.array(anyText, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('. Then \n\n')),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.lorem({ maxCount: 12, mode: 'sentences' }), anyText, fc.integer({ min: 1, max: 40 }))
      .map(([sentences, hostile, times]) => `${sentences} ${hostile}. `.repeat(times)),
  },
);

/** A quote whose answering words are any part of it. */
export const quote: fc.Arbitrary<Quote> = quotedText.chain((text) =>
  fc
    .record({
      article,
      alsoIn: fc.array(article, { maxLength: 7 }),
      ends: fc.tuple(fc.nat(text.length), fc.nat(text.length)),
      paragraph: fc.integer({ min: 1, max: 400 }),
    })
    .map(({ ends, paragraph, ...rest }) => ({
      ...rest,
      text,
      highlight: { start: Math.min(...ends), end: Math.max(...ends) },
      place: { start: 0, end: text.length, paragraph },
      score: 0.5,
    })),
);

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('heading', 'paragraph'), text: anyText }),
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('quote' as const),
      quote,
      standing: fc.constantFrom('answer', 'nearest', 'summary'),
    }),
  },
  fc.tuple(quote, anyText).map(
    ([one, value]): Block => ({
      kind: 'disagreement',
      quotes: [one],
      values: [
        { value, quote: 0 },
        { value: '2', quote: 1 },
      ],
    }),
  ),
  fc.record({
    kind: fc.constant('articles' as const),
    articles: fc
      .tuple(fc.array(fc.record({ article, note: anyText }), { maxLength: 3 }), fc.constantFrom(1, 1, 50))
      .map(([articles, times]) => Array.from({ length: times }, () => articles).flat()),
  }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: anyText, value: anyText }), { maxLength: 30 }),
  }),
  fc.record({
    kind: fc.constant('actions' as const),
    actions: fc.array(fc.record({ label: anyText, command: anyText }), { maxLength: 3 }),
  }),
);

const freshness: fc.Arbitrary<Block> = fc.record({
  kind: fc.constant('freshness' as const),
  articles: fc.nat(),
  indexedAt: fc.constantFrom('2026-11-26T10:00:00.000Z', 'never'),
  newestPublishedAt: maybe(fc.constantFrom('2025-12-22', '2026-11-26T11:00:00.000Z')),
  generation: fc.nat(),
});

/** Any reply that a command could give, and worse. */
export const reply: fc.Arbitrary<Reply> = fc
  .tuple(fc.array(block, { maxLength: 7 }), fc.option(freshness, { nil: undefined }))
  .map(([blocks, last]) => ({ blocks: last === undefined ? blocks : [...blocks, last], json: null }));
