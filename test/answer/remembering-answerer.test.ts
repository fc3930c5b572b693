import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answerer, createAnswerer } from '../../src/answer/answerer.ts';
import { createRememberingAnswerer } from '../../src/answer/remembering-answerer.ts';
import type { Embedder } from '../../src/embedding/embedder.ts';
import type { Library, Snapshot } from '../../src/library/library.ts';
import { DATABASE_FILE } from '../../src/library/sqlite/database.ts';
import { silentLog } from '../../src/log.ts';
import { build, openEmbedder, openLibrary } from '../support/open-parts.ts';
import { STORIES, writeSeeds } from '../support/seeds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const QUESTION = 'how much did the new ferry harbour of Lundvik cost';
const MORNING = '2026-06-01T09:00:00Z';

let embedder: Embedder;
beforeAll(async () => {
  embedder = await openEmbedder();
});
afterAll(() => embedder.close());

/** An index of the stories, an answerer that remembers, and how many questions the one behind it was asked. */
async function serve() {
  const [folder, seedsFolder] = [await temporaryFolder(), await temporaryFolder()];
  await writeSeeds(seedsFolder, STORIES);
  const library = await openLibrary(folder, embedder);
  await build(library, embedder, seedsFolder);
  let now = MORNING;
  let asked = 0;
  const parts = { clock: () => new Date(now), monotonicMs: () => 0 };
  const plain = createAnswerer({ embedder, log: silentLog, ...parts });
  const answerer: Answerer = {
    ...plain,
    ask(...question) {
      asked++;
      return plain.ask(...question);
    },
  };
  return {
    ...createRememberingAnswerer({ answerer, ...parts }),
    folder,
    seedsFolder,
    library,
    snapshot: await current(library),
    setClock(moment: string) {
      now = moment;
    },
    asked: () => asked,
  };
}

async function current(library: Library): Promise<Snapshot> {
  return (await library.current()) as Snapshot;
}

describe('an answer that was given before', () => {
  it('is given again for the same words and options, and only for them', async () => {
    const { ask, snapshot, asked } = await serve();
    const first = await ask(QUESTION, snapshot);
    expect(await ask(QUESTION, snapshot)).toEqual(first);
    expect(asked()).toBe(1);
    await ask(`${QUESTION}?`, snapshot);
    await ask(QUESTION, snapshot, { quotes: 1 });
    await ask(QUESTION, snapshot, { since: 'yesterday' });
    await ask(QUESTION, snapshot, { explain: true });
    expect(asked()).toBe(5);
  });

  it.each([
    ['ten minutes later', '2026-06-01T09:10:00Z'],
    ['after midnight', '2026-06-02T00:00:01Z'],
    ['when the clock was set back', '2026-06-01T08:59:00Z'],
  ])('is found anew %s', async (_, moment) => {
    const { ask, snapshot, setClock, asked } = await serve();
    if (moment.startsWith('2026-06-02')) setClock('2026-06-01T23:59:59Z');
    await ask(QUESTION, snapshot);
    setClock(moment);
    await ask(QUESTION, snapshot);
    expect(asked()).toBe(2);
  });

  it('is found anew in a new generation', async () => {
    const { ask, snapshot, library, seedsFolder, asked } = await serve();
    await ask(QUESTION, snapshot);
    const { 'harbour.json': _, ...others } = STORIES;
    await writeSeeds(seedsFolder, {
      ...others,
      'harbour.json': { ...STORIES['harbour.json'], title: 'Other' },
    });
    await build(library, embedder, seedsFolder);
    const answer = await ask(QUESTION, await current(library));
    expect(asked()).toBe(2);
    expect(answer.quotes[0]?.article.title).toBe('Other');
  });

  it('is found anew where the clock is the asker’s', async () => {
    const { ask, snapshot, asked } = await serve();
    await ask(QUESTION, snapshot, { now: new Date(MORNING) });
    await ask(QUESTION, snapshot, { now: new Date(MORNING) });
    expect(asked()).toBe(2);
  });

  it('is not given again where the stored text has changed', async () => {
    const { ask, snapshot, folder } = await serve();
    const first = await ask(QUESTION, snapshot);
    const text = first.quotes[0]?.text as string;
    const database = new Database(join(folder, DATABASE_FILE));
    database.prepare(`UPDATE articles SET text = replace(text, '48 million', '84 million')`).run();
    database.close();
    const second = await ask(QUESTION, snapshot);
    expect(text).toContain('48 million');
    expect(second.quotes.map((quote) => quote.text)).not.toContain(text);
  });
});
