import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnswerer } from '../../src/answer/answerer.ts';
import { PASSAGE_PIECES } from '../../src/corpus/passages.ts';
import type { Embedder } from '../../src/embedding/embedder.ts';
import { silentLog } from '../../src/log.ts';
import { build, openEmbedder, openLibrary } from '../support/open-parts.ts';
import { type SeedArticle, STORIES, writeSeeds } from '../support/seeds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let embedder: Embedder;
beforeAll(async () => {
  embedder = await openEmbedder();
});
afterAll(() => embedder.close());

async function ask(
  articles: Readonly<Record<string, SeedArticle | string>>,
  question: string,
  now = '2026-11-26',
) {
  const seeds = await temporaryFolder();
  await writeSeeds(seeds, articles);
  const library = await openLibrary(await temporaryFolder(), embedder);
  await build(library, embedder, seeds);
  const snapshot = await library.current();
  if (snapshot === null) throw new Error('nothing is served');
  const answerer = createAnswerer({
    embedder,
    log: silentLog,
    clock: () => new Date(`${now}T12:00:00.000Z`),
    monotonicMs: () => performance.now(),
  });
  const answer = await answerer.ask(question, snapshot);
  for (const { text, article, place } of answer.quotes) {
    const listed = (await snapshot.articles()).find(({ id }) => id === article.id);
    const stored = listed && (await snapshot.article(listed.articleKey));
    expect(stored?.text.slice(place.start, place.end)).toBe(text);
  }
  return answer;
}

/** The same vote each year, won by another. */
const VOTES = Object.fromEntries(
  [
    ['2023', 'Ingrid Solberg'],
    ['2024', 'Tomas Reyes'],
    ['2025', 'Anna Lind'],
    ['2026', 'Per Holm'],
  ].map(([year, winner]) => [
    `vote-${year}.json`,
    {
      id: `vote-${year}`,
      title: 'Lundvik elects its harbour master',
      publishedAt: `${year}-11-02`,
      text: `${winner} won the vote for harbour master of Lundvik. Turnout was about half of those entitled to vote.`,
    },
  ]),
);

describe('an answer', () => {
  it('is today’s where the question names no time', async () => {
    const { quotes } = await ask(VOTES, 'Who won the vote for harbour master of Lundvik?');
    expect(quotes[0]?.text).toContain('Per Holm');
  });

  it.each([
    ['Who won the vote for harbour master of Lundvik in 2024?', 'Tomas Reyes'],
    ['Who won the vote for harbour master of Lundvik last year?', 'Anna Lind'],
    ['who won the vote for harbour master of Lundvik in november 2023', 'Ingrid Solberg'],
  ])('is of the time that is named: %s', async (question, winner) => {
    expect((await ask(VOTES, question)).quotes[0]?.text).toContain(winner);
  });

  it('is that of the sentence that asks, not of what leads up to it', async () => {
    const storm = {
      id: 'storm',
      title: 'Storm in Lundvik',
      publishedAt: '2026-11-20',
      text: 'A storm hit the town of Lundvik on Monday, Tomas Reyes said. The harbour has been led by Ines Holm since then.',
    };
    const { quotes } = await ask(
      { 'storm.json': storm },
      'A storm hit the town of Lundvik on Monday. Who has led the harbour since then?',
    );
    const [first] = quotes;
    expect(first?.text.slice(first.highlight.start, first.highlight.end)).toContain('Ines Holm');
  });

  it('is found with a slip in a name', async () => {
    const { quotes } = await ask(STORIES, 'How many telescopes does the library of Marhavn lend?');
    expect(quotes[0]?.article.id).toBe('library');
  });

  it('is quoted over the border of two passages, and not over a subhead', async () => {
    const quay = 'The quay was swept, the cranes were greased and the ropes were coiled for the day ahead. ';
    const price = `He bought the lighthouse of Marhaven for nine thousand crowns${' and the cost of a new lamp'.repeat(4)}.`;
    const story = (between: string) => ({
      'story.md': `---\nid: story\ntitle: A day at the quay\n---\n\n${quay.repeat(5)}\n\nA stranger bought the lighthouse of Marhaven.\n\n${between}${price} ${quay.repeat(5)}`,
    });
    const question = 'Who bought the lighthouse of Marhaven?';
    const joined = await ask(story(''), question);
    expect(joined.quotes[0]?.text).toMatch(/A stranger bought .*\n\nHe bought the lighthouse/u);
    const parted = await ask(story('## The price\n\n'), question);
    expect(parted.quotes[0]?.text).toContain('A stranger bought');
    expect(parted.quotes[0]?.text).not.toContain('The price');
    expect(parted.quotes[0]?.text).not.toContain('He bought');
  });

  it('is in passages as the test above means them', async () => {
    // The border stands between the two sentences: within one passage they could not be parted.
    const quay = 'The quay was swept, the cranes were greased and the ropes were coiled for the day ahead. ';
    const pieces = (text: string) => embedder.tokenize(text).length;
    const before = pieces(`${quay.repeat(5)} A stranger bought the lighthouse of Marhaven.`);
    const next = pieces(
      `He bought the lighthouse of Marhaven for nine thousand crowns${' and the cost of a new lamp'.repeat(4)}.`,
    );
    expect(before).toBeLessThanOrEqual(PASSAGE_PIECES);
    expect(before + next).toBeGreaterThan(PASSAGE_PIECES);
  });
});
