import { createHash } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnswerer } from '../../../src/answer/answerer.ts';
import { contextSpan } from '../../../src/answer/context-span.ts';
import type { Block } from '../../../src/chat/reply.ts';
import { indexArticles } from '../../../src/discord/article-index.ts';
import { keptAnswer, quotesInContext } from '../../../src/discord/replies/kept-quotes.ts';
import type { Embedder } from '../../../src/embedding/embedder.ts';
import type { Snapshot } from '../../../src/library/library.ts';
import type { KeptQuestion } from '../../../src/library/records.ts';
import { silentLog } from '../../../src/log.ts';
import { build, openEmbedder, openLibrary } from '../../support/open-parts.ts';
import { STORIES, writeSeeds } from '../../support/seeds.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let embedder: Embedder;
beforeAll(async () => {
  embedder = await openEmbedder();
});
afterAll(() => embedder.close());

/** Asks about the harbour, keeps the answer, and serves other seeds. */
async function keep(changed: Record<string, unknown> = {}) {
  const folder = await temporaryFolder();
  const seeds = join(folder, 'seeds');
  await writeSeeds(seeds, STORIES);
  const library = await openLibrary(join(folder, 'index'), embedder);
  await build(library, embedder, seeds);
  const answerer = createAnswerer({
    embedder,
    log: silentLog,
    clock: () => new Date(),
    monotonicMs: () => 0,
  });
  const snapshot = (await library.current()) as Snapshot;
  const answer = await answerer.ask('who cut the ribbon at the ferry harbour', snapshot);
  const question: KeptQuestion = {
    id: 'q',
    askedAt: '2026-11-20T10:00:00.000Z',
    question: answer.question,
    topic: '',
    kind: answer.kind,
    guildId: null,
    quotes: answer.quotes.map(({ text, place, highlight, article }) => ({
      articleId: article.id,
      start: place.start,
      end: place.end,
      highlightStart: highlight.start,
      highlightEnd: highlight.end,
      textSha256: createHash('sha256').update(text).digest('hex'),
      alsoIn: [],
    })),
  };
  await writeSeeds(seeds, changed as Parameters<typeof writeSeeds>[1]);
  await build(library, embedder, seeds);
  const now = (await library.current()) as Snapshot;
  return { answer, question, source: { snapshot: now, articles: indexArticles(await now.articles()) } };
}
const quotesOf = (blocks: readonly Block[]) =>
  blocks.flatMap((block) => (block.kind === 'quote' ? [block.quote] : []));

describe('a kept answer', () => {
  it('is quoted again as it was', async () => {
    const { answer, question, source } = await keep();
    const [quote] = quotesOf(await keptAnswer(question, 0, source));
    expect(answer.kind).toBe('answer');
    expect(quote).toEqual({ ...answer.quotes[0], score: 0 });
  });

  it('is quoted from wherever its text still stands, when something else was changed', async () => {
    const { answer, question, source } = await keep({
      'orchard.json': {
        ...STORIES['orchard.json'],
        text: 'The apple harvest was good after all, growers said.',
      },
    });
    expect(source.snapshot.info.generation).toBe(2);
    expect(quotesOf(await keptAnswer(question, 0, source))[0]?.text).toBe(answer.quotes[0]?.text);
  });

  it.each([
    [
      'another text',
      { 'harbour.json': { ...STORIES['harbour.json'], text: `Corrected. ${STORIES['harbour.json'].text}` } },
    ],
    ['another id', { 'harbour.json': { ...STORIES['harbour.json'], id: 'harbour-2' } }],
  ])('is withdrawn with its article: %s', async (_what, changed) => {
    const { question, source } = await keep(changed);
    await expect(keptAnswer(question, 0, source)).rejects.toMatchObject({ code: 'article-withdrawn' });
    await expect(quotesInContext(question, 0, source)).rejects.toThrow(/withdrawn/);
  });

  it('stands in its context, which is a slice of the article, too', async () => {
    const { answer, question, source } = await keep();
    const [quote] = quotesOf(await quotesInContext(question, 0, source));
    const text = STORIES['harbour.json'].text;
    expect(text.slice(quote?.place.start, quote?.place.end)).toBe(quote?.text);
    expect(quote?.text).toContain(answer.quotes[0]?.text);
    expect(quote?.text).toContain('The first ferry left for Marhaven');
    const marked = quote?.text.slice(quote.highlight.start, quote.highlight.end);
    expect(marked).toContain('cut the ribbon');
  });
});

describe('the context of a quote', () => {
  const block = fc.record({
    text: fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.', '🚤'), minLength: 1, maxLength: 400 }),
    isHeading: fc.boolean(),
  });

  it('holds the quote, begins and ends at borders of paragraphs, and crosses no subhead', () => {
    fc.assert(
      fc.property(
        fc.array(block, { minLength: 1, maxLength: 12 }),
        fc.nat(),
        fc.nat(),
        (blocks, one, other) => {
          const text = blocks.map((part) => part.text).join('\n\n');
          let at = 0;
          const spans = blocks.map((part) => {
            const span = { start: at, end: at + part.text.length, isHeading: part.isHeading };
            at = span.end + 2;
            return span;
          });
          const quoted = spans[one % spans.length] as (typeof spans)[number];
          if (quoted.isHeading) return;
          const start = quoted.start + (other % (quoted.end - quoted.start));
          const quote = { start, end: quoted.end };
          const context = contextSpan({ text, headings: spans.filter(({ isHeading }) => isHeading) }, quote);
          expect(context.start).toBeLessThanOrEqual(quote.start);
          expect(context.end).toBeGreaterThanOrEqual(quote.end);
          expect(spans.map((span) => span.start)).toContain(context.start);
          expect(spans.map((span) => span.end)).toContain(context.end);
          const held = spans.filter((span) => span.start >= context.start && span.end <= context.end);
          expect(held.every(({ isHeading }) => !isHeading)).toBe(true);
          expect(held.length).toBeLessThanOrEqual(3);
        },
      ),
    );
  });
});
