import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnswerer } from '../../src/answer/answerer.ts';
import type { Embedder } from '../../src/embedding/embedder.ts';
import type { Library, Snapshot } from '../../src/library/library.ts';
import { DATABASE_FILE } from '../../src/library/sqlite/database.ts';
import { silentLog } from '../../src/log.ts';
import { build, openEmbedder, openLibrary } from '../support/open-parts.ts';
import { type SeedArticle, STORIES, writeSeeds } from '../support/seeds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const QUESTION = 'how much did the new ferry harbour of Lundvik cost';
const HARBOUR = STORIES['harbour.json'];

let embedder: Embedder;
beforeAll(async () => {
  embedder = await openEmbedder();
});
afterAll(() => embedder.close());

async function serve(seeds: Readonly<Record<string, SeedArticle>> = STORIES) {
  const folder = await temporaryFolder();
  const seedsFolder = await temporaryFolder();
  await writeSeeds(seedsFolder, seeds);
  const library = await openLibrary(folder, embedder);
  await build(library, embedder, seedsFolder);
  return { folder, library, snapshot: await current(library) };
}

async function current(library: Library): Promise<Snapshot> {
  return (await library.current()) as Snapshot;
}

function createAsk() {
  const errors: object[] = [];
  const answerer = createAnswerer({
    embedder,
    log: { ...silentLog, error: (facts) => void errors.push(facts) },
    clock: () => new Date('2026-06-01T12:00:00Z'),
    monotonicMs: () => 0,
  });
  return { ask: answerer.ask, errors };
}

describe('an answer', () => {
  it('quotes the stored text at the place that it names', async () => {
    const { snapshot } = await serve();
    const { ask, errors } = createAsk();
    const answer = await ask(QUESTION, snapshot);
    expect(answer.kind).toBe('answer');
    for (const { text, highlight, place, article } of answer.quotes) {
      const source = Object.values(STORIES).find(({ id }) => id === article.id);
      expect(source?.text.slice(place.start, place.end)).toBe(text);
      expect(text.slice(highlight.start, highlight.end).trim()).not.toBe('');
    }
    expect(answer.quotes[0]?.text).toContain('48 million crowns');
    expect(errors).toEqual([]);
  });

  it('has no more quotes than asked for', async () => {
    const { snapshot } = await serve();
    const { ask } = createAsk();
    for (const quotes of [1, 2, 3]) {
      const answer = await ask('who opened something new in Marhaven or Lundvik', snapshot, { quotes });
      expect(answer.quotes.length).toBeLessThanOrEqual(quotes);
    }
  });

  const FILLER =
    'The quay was swept, the cranes were greased and the ropes were coiled for the day ahead. '.repeat(8);
  const STORM: SeedArticle = {
    id: 'storm',
    title: 'What the storm broke',
    publishedAt: '2026-05-20',
    text: `The storm broke the roof of the Solberg hall in Lundvik.\n\n${FILLER}\n\nThe storm broke the mast of the ferry Aurora in Lundvik.`,
  };

  it('quotes an article again for what it has not said, and no place twice', async () => {
    const { snapshot } = await serve({ ...STORIES, 'storm.json': STORM });
    const { quotes } = await createAsk().ask('what did the storm break in Lundvik', snapshot);
    const texts = quotes.filter(({ article }) => article.id === 'storm').map(({ text }) => text);
    expect(texts.some((text) => text.includes('Solberg hall'))).toBe(true);
    expect(texts.some((text) => text.includes('Aurora'))).toBe(true);
    const places = quotes.map(({ article, place }) => `${article.id} ${place.start}`);
    expect(new Set(places).size).toBe(places.length);
  });

  it('adds no place of an article that is much less sure of its answer than the first', async () => {
    const aside: SeedArticle = {
      ...STORM,
      text: `In Lundvik the storm broke the roof of the Solberg hall.\n\n${FILLER}\n\nRepairs in Lundvik after a storm take time.`,
    };
    const { snapshot } = await serve({ 'storm.json': aside });
    const { quotes } = await createAsk().ask('which roof did the storm in Lundvik break', snapshot);
    expect(quotes.map(({ text }) => /Solberg|Repairs/.exec(text)?.[0])).toEqual(['Solberg']);
  });

  it('quotes what says something new before what repeats the first quote', async () => {
    const say = (id: string, text: string): SeedArticle => ({
      id,
      title: 'The storm in Lundvik',
      publishedAt: '2026-05-20',
      text,
    });
    const { snapshot } = await serve({
      'a.json': say('a', 'The storm in Lundvik broke the mast of the ferry Aurora.'),
      'b.json': say('b', 'In Lundvik the storm broke the tall mast of the ferry Aurora, people say.'),
      'c.json': say('c', 'The storm that hit Lundvik took the roof off the Solberg hall, and broke a barn.'),
    });
    const { quotes } = await createAsk().ask('what did the storm in Lundvik break', snapshot, { quotes: 2 });
    expect(quotes.map(({ text }) => /Aurora|Solberg/.exec(text)?.[0]).sort()).toEqual(['Aurora', 'Solberg']);
  });

  it('names every article that tells the same story word for word, and quotes one of them', async () => {
    const { snapshot } = await serve({
      ...STORIES,
      'wire.json': { ...HARBOUR, id: 'wire', publisher: 'Coast Wire' },
    });
    const answer = await createAsk().ask(QUESTION, snapshot);
    const [first] = answer.quotes;
    expect([first?.article.id, ...(first?.alsoIn ?? []).map(({ id }) => id)].sort()).toEqual([
      'harbour',
      'wire',
    ]);
    expect(answer.quotes.filter(({ article }) => ['harbour', 'wire'].includes(article.id))).toHaveLength(1);
  });

  it('keeps to one article, and to articles of a time', async () => {
    const { snapshot } = await serve();
    const { ask } = createAsk();
    const idsOf = async (options: Parameters<typeof ask>[2]) =>
      (await ask(QUESTION, snapshot, options)).quotes.map(({ article }) => article.id);
    const library = (await snapshot.articles()).find(({ id }) => id === 'library');
    expect(await idsOf({ articleKey: library?.articleKey as number })).toEqual(['library']);
    expect(await idsOf({ since: '2026-04-01' })).not.toContain('harbour');
    expect(await idsOf({ before: '2026-03-02' })).toEqual([]);
    expect(await idsOf({ since: '2030-01-01' })).toEqual([]);
  });

  it('is refused where the articles say nothing of the kind', async () => {
    const { snapshot } = await serve();
    for (const question of [
      'who won the chess final in Reykjavik',
      'wie spät ist es in Tokio',
      '今天天气怎么样',
    ]) {
      expect((await createAsk().ask(question, snapshot)).kind).toBe('no-answer');
    }
  });
});

describe('a stored text that was changed behind the back of the library', () => {
  it('is not quoted, and the answer goes with its quote', async () => {
    const { folder, library } = await serve();
    const database = new Database(join(folder, DATABASE_FILE));
    database.prepare("UPDATE articles SET text = replace(text, '48 million', '84 million')").run();
    database.close();

    const { ask, errors } = createAsk();
    const answer = await ask(QUESTION, await current(library));
    expect(answer.kind).toBe('no-answer');
    expect(JSON.stringify(answer)).not.toContain('84 million');
    expect(errors).not.toEqual([]);
  });
});

describe('a question', () => {
  it.each([
    ['', 'question-empty'],
    [' \n\t ', 'question-empty'],
    ['?', 'question-empty'],
    ['\u200b\u202e', 'question-empty'],
    ['x'.repeat(5_000), 'question-too-long'],
    ['why '.repeat(300), 'question-too-long'],
    ['漢'.repeat(900), 'question-too-long'],
  ])('that cannot be asked is refused in plain words: %#', async (question, code) => {
    const { snapshot } = await serve();
    await expect(createAsk().ask(question, snapshot)).rejects.toMatchObject({ code });
  });

  it('may have one character, or a lone surrogate', async () => {
    const { snapshot } = await serve();
    expect((await createAsk().ask('x', snapshot)).kind).toBe('no-answer');
    expect((await createAsk().ask('who cut \ud83d the ribbon', snapshot)).question.isWellFormed()).toBe(true);
  });
});
