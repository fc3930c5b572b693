import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Embedder } from '../../src/embedding/embedder.ts';
import type { Snapshot } from '../../src/library/library.ts';
import { build, openEmbedder, openLibrary } from '../support/open-parts.ts';
import { STORIES, writeSeeds } from '../support/seeds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let embedder: Embedder;
beforeAll(async () => {
  embedder = await openEmbedder();
});
afterAll(() => embedder.close());

async function start() {
  const seeds = await temporaryFolder();
  const library = await openLibrary(await temporaryFolder(), embedder);
  await writeSeeds(seeds, STORIES);
  return { seeds, library, reindex: () => build(library, embedder, seeds) };
}

describe('buildIndex', () => {
  it('counts what is new, changed, removed and unchanged', async () => {
    const { seeds, reindex } = await start();
    expect(await reindex()).toMatchObject({ generation: 1, articles: 3, new: 3, unchanged: 0, refused: [] });

    await rm(join(seeds, 'library.json'));
    await writeSeeds(seeds, {
      'harbour.json': { ...STORIES['harbour.json'], text: `${STORIES['harbour.json'].text} It was full.` },
      'more/chess.json': { title: 'A chess club of 90', text: 'The chess club of Onna turned 90 on Sunday.' },
    });
    expect(await reindex()).toMatchObject({ articles: 3, new: 1, changed: 1, removed: 1, unchanged: 1 });
  });

  it('serves the same generation on where nothing has changed', async () => {
    const { library, reindex } = await start();
    const first = await reindex();
    const second = await reindex();
    expect(second).toMatchObject({ generation: first.generation, unchanged: 3, new: 0, changed: 0 });
    expect((await library.served())?.generation).toBe(first.generation);
  });

  it('reports the proof', async () => {
    const { seeds, reindex } = await start();
    await writeFile(
      join(seeds, 'questions.json'),
      JSON.stringify([
        { question: 'how much did the harbour in Lundvik cost', contains: '48 million crowns' },
      ]),
    );
    expect((await reindex()).proof).toMatchObject({
      vectorRecall: 1,
      titlesFound: 3,
      titlesChecked: 3,
      questions: 1,
      questionsRight: 1,
    });
  });

  it('keeps the former generation where an own question is no longer answered', async () => {
    const { seeds, library, reindex } = await start();
    await writeFile(
      join(seeds, 'questions.json'),
      JSON.stringify([
        { question: 'how much did the harbour in Lundvik cost', contains: '48 million crowns' },
      ]),
    );
    const { generation } = await reindex();
    // A newer article answers the same question with another figure.
    await writeSeeds(seeds, {
      'harbour-2.json': {
        title: 'How much the harbour in Lundvik cost',
        publishedAt: '2026-06-01',
        text: 'The harbour in Lundvik cost 51 million crowns, auditors found. How much the harbour in Lundvik cost had been in dispute.',
      },
    });
    await expect(reindex()).rejects.toMatchObject({ code: 'proof-failed' });
    expect((await library.served())?.generation).toBe(generation);
    expect((await library.current())?.info.articles).toBe(3);
  });

  it('is put to use all the same where one of twenty own questions wavers', async () => {
    const { seeds, reindex } = await start();
    const steady = Array.from({ length: 19 }, (_, i) => ({
      question: `how long may readers in Marhaven keep a telescope${'?'.repeat(i)}`,
      contains: 'two weeks',
    }));
    await writeFile(
      join(seeds, 'questions.json'),
      JSON.stringify([
        ...steady,
        { question: 'how much did the harbour in Lundvik cost', contains: '48 million crowns' },
      ]),
    );
    expect((await reindex()).proof).toMatchObject({ questionsRight: 20 });
    await writeSeeds(seeds, {
      'harbour-2.json': {
        title: 'How much the harbour in Lundvik cost',
        publishedAt: '2026-06-01',
        text: 'The harbour in Lundvik cost 51 million crowns, auditors found. How much the harbour in Lundvik cost had been in dispute.',
      },
    });
    expect((await reindex()).proof).toMatchObject({ questionsRight: 19, questionsRightBefore: 20 });
  });

  it('does not blame the build for an answer whose article is gone', async () => {
    const { seeds, reindex } = await start();
    await writeFile(
      join(seeds, 'questions.json'),
      JSON.stringify([
        { question: 'how much did the harbour in Lundvik cost', contains: '48 million crowns' },
      ]),
    );
    await reindex();
    await rm(join(seeds, 'harbour.json'));
    expect(await reindex()).toMatchObject({ removed: 1, proof: { questionsRight: 0 } });
  });

  it('refuses a folder without articles and serves the former generation on', async () => {
    const { seeds, library, reindex } = await start();
    const { generation } = await reindex();
    for (const file of Object.keys(STORIES)) await rm(join(seeds, file));
    await expect(reindex()).rejects.toMatchObject({ code: 'index-empty' });
    await writeFile(join(seeds, 'broken.json'), '{');
    await expect(reindex()).rejects.toThrow(/broken\.json/);
    expect((await library.served())?.generation).toBe(generation);
  });

  it('names a broken file and indexes the others', async () => {
    const { seeds, reindex } = await start();
    await writeFile(join(seeds, 'broken.json'), '{"title": ');
    expect(await reindex()).toMatchObject({ articles: 3, refused: [{ file: 'broken.json' }] });
  });

  it('embeds nothing that it has embedded before', async () => {
    const { seeds, library, reindex } = await start();
    await reindex();
    // The same text by another publisher is another version, with the same evidence.
    await writeSeeds(seeds, { 'harbour.json': { ...STORIES['harbour.json'], publisher: 'Lundvik Times' } });
    const silent: Embedder = {
      ...embedder,
      encode: (pieces) => {
        encoded.push(pieces.length);
        return embedder.encode(pieces);
      },
    };
    const encoded: number[] = [];
    const report = await build(library, silent, seeds);
    expect(report).toMatchObject({ changed: 1, unchanged: 2 });
    // Only the titles of the proof.
    expect(encoded).toHaveLength(report.proof.titlesChecked as number);
  });

  it('lets only one rebuild run', async () => {
    const { library, reindex } = await start();
    const lock = await library.lock();
    await expect(reindex()).rejects.toMatchObject({ code: 'index-busy' });
    await lock.release();
    await expect(reindex()).resolves.toMatchObject({ articles: 3 });
  });
});

describe('the same story told twice', () => {
  it('is found whether exact or near, and counted', async () => {
    const { seeds, library, reindex } = await start();
    const { text } = STORIES['harbour.json'];
    await writeSeeds(seeds, {
      'copy.json': {
        id: 'copy',
        title: 'Harbour opens',
        publisher: 'Coast Wire',
        publishedAt: '2026-03-03',
        text,
      },
      'near.json': {
        id: 'near',
        title: 'Ferry harbour for Lundvik',
        publisher: 'Daily North',
        publishedAt: '2026-03-04',
        text: `${text} Shops nearby gave away cake.`,
      },
    });
    expect(await reindex()).toMatchObject({ articles: 5, duplicates: 2 });
    const snapshot = (await library.current()) as Snapshot;
    const listed = new Map((await snapshot.articles()).map((article) => [article.id, article]));
    const original = listed.get('harbour')?.articleKey;
    expect(listed.get('copy')).toMatchObject({ duplicateOf: original, exactCopy: true });
    expect(listed.get('near')).toMatchObject({ duplicateOf: original, exactCopy: false });
    expect(listed.get('harbour')?.duplicateOf).toBeNull();
  });
});
