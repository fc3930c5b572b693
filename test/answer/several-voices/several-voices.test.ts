import { describe, expect, it } from 'vitest';
import { openEmbedder } from '../../support/open-parts.ts';
import { type SeedArticle, STORIES } from '../../support/seeds.ts';
import { serveArticles } from '../../support/serve-articles.ts';

const embedder = await openEmbedder();

async function ask(articles: Readonly<Record<string, SeedArticle>>, question: string) {
  const { snapshot, answerer } = await serveArticles(articles, embedder);
  return answerer.ask(question, snapshot);
}

const report = (id: string, publisher: string, publishedAt: string, text: string): SeedArticle => ({
  id,
  title: `Ferry harbour of Lundvik, by the ${publisher}`,
  publisher,
  publishedAt,
  text,
});
const cheap = report(
  'cheap',
  'Lundvik Courier',
  '2026-03-02',
  'The new ferry harbour of Lundvik cost 48 million crowns, the mayor said on Monday.\n\nIt has four berths and a hall for passengers.',
);
const dear = report(
  'dear',
  'Valley Herald',
  '2026-07-15',
  'The new ferry harbour of Lundvik cost 61 million crowns, an audit has found.\n\nThe auditors blame the price of steel and a wet spring.',
);
const copy = {
  ...cheap,
  id: 'copy',
  title: 'A harbour opens',
  publisher: 'Marhaven Post',
  publishedAt: '2026-03-03',
};

describe('an answer of several voices', () => {
  it('quotes each, and lines up what differs, newest first', async () => {
    const { kind, quotes, disagreement } = await ask(
      { ...STORIES, 'cheap.json': cheap, 'dear.json': dear },
      'How much did the ferry harbour of Lundvik cost?',
    );
    expect(kind).toBe('answer');
    const ids = quotes.map(({ article }) => article.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(disagreement?.map(({ value, quote }) => [value, ids[quote]])).toEqual(
      expect.arrayContaining([
        ['61 million', 'dear'],
        ['48 million', 'cheap'],
      ]),
    );
    expect(disagreement?.[0]?.value).toBe('61 million');
  });

  it('lets no article disagree with itself', async () => {
    const filler =
      'The quay was swept, the cranes were greased and the ropes were coiled for the day ahead. ';
    const text = `The new ferry harbour of Lundvik cost 48 million crowns.\n\n${filler.repeat(8)}\n\nThe new ferry harbour of Lundvik cost 61 million crowns.`;
    const { quotes, disagreement } = await ask(
      { 'both.json': report('both', 'Lundvik Courier', '2026-03-02', text) },
      'How much did the ferry harbour of Lundvik cost?',
    );
    expect(quotes.map(({ text: quoted }) => /\d+ million/.exec(quoted)?.[0]).sort()).toEqual([
      '48 million',
      '61 million',
    ]);
    expect(disagreement).toBeNull();
  });

  it('gives a story told twice once, with every source, and no disagreement', async () => {
    const { quotes, disagreement } = await ask(
      { 'cheap.json': cheap, 'copy.json': copy, 'orchard.json': STORIES['orchard.json'] },
      'How much did the ferry harbour of Lundvik cost?',
    );
    const told = quotes.filter(({ text }) => text.includes('48 million'));
    expect(told).toHaveLength(1);
    expect([told[0]?.article.id, ...(told[0]?.alsoIn ?? []).map(({ id }) => id)].sort()).toEqual([
      'cheap',
      'copy',
    ]);
    expect(disagreement).toBeNull();
  });

  it('collapses a near-copy with another beginning, and names it where it has the sentence too', async () => {
    const body =
      'The harbour has four berths and a hall for passengers, with a roof of glass and a view of the lighthouse. Mayor Ingrid Solberg cut the ribbon in the rain before a small crowd of fishermen and their children.\n\nThe first ferry left for Marhaven at noon with 212 passengers aboard, most of them pupils of the school.';
    const wire = report(
      'wire',
      'Lundvik Courier',
      '2026-03-02',
      `A new harbour was opened in Lundvik on Monday.\n\n${body}`,
    );
    const rewritten = report(
      'rewritten',
      'Marhaven Post',
      '2026-03-03',
      `Rain did not stop the town.\n\n${body}`,
    );
    const { quotes } = await ask(
      { 'wire.json': wire, 'rewritten.json': rewritten, 'orchard.json': STORIES['orchard.json'] },
      'How many passengers left for Marhaven on the first ferry?',
    );
    const told = quotes.filter(({ text }) => text.includes('212 passengers'));
    expect(told).toHaveLength(1);
    expect(told[0]?.alsoIn.map(({ publisher }) => publisher)).toHaveLength(1);
  });

  it('does not line up what an answer would be made of when there is none', async () => {
    const { kind, disagreement } = await ask({ ...STORIES }, 'How many elephants live in Marhaven?');
    expect([kind, disagreement]).toEqual(['no-answer', null]);
  });
});
