import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSeeds } from '../../src/corpus/seeds/read-seeds.ts';
import type { Embedder } from '../../src/embedding/embedder.ts';
import { retireArticles } from '../../src/gathering/articles/retire.ts';
import { saveArticle } from '../../src/gathering/articles/save-article.ts';
import { withdrawArticle } from '../../src/gathering/withdraw.ts';
import { build, openEmbedder, openLibrary } from '../support/open-parts.ts';
import { STORIES, writeSeeds } from '../support/seeds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let embedder: Embedder;
beforeAll(async () => {
  embedder = await openEmbedder();
});
afterAll(() => embedder.close());

const FEED = 'https://news.example/rss';
const NOW = new Date('2026-06-02T10:00:00Z');

async function start() {
  const seeds = await temporaryFolder();
  const library = await openLibrary(await temporaryFolder(), embedder);
  // All in one file: nothing could be deleted to take one of them out.
  await writeSeeds(seeds, { 'all.json': JSON.stringify(Object.values(STORIES)) });
  const served = async () => ((await (await library.current())?.articles()) ?? []).map(({ id }) => id).sort();
  return { seeds, library, served, reindex: () => build(library, embedder, seeds) };
}

describe('a withdrawn article', () => {
  it('is gone with the next generation, also from a file with others, which stays as it was', async () => {
    const { seeds, reindex, served } = await start();
    await reindex();
    const before = await readFile(join(seeds, 'all.json'), 'utf8');
    await withdrawArticle(seeds, { ...STORIES['library.json'], url: null }, NOW);
    expect(await reindex()).toMatchObject({ articles: 2, removed: 1, refused: [] });
    expect(await served()).toEqual(['harbour', 'orchard']);
    expect(await readFile(join(seeds, 'all.json'), 'utf8')).toBe(before);
  });

  it('is named once, beside what its owner wrote, and comes back when it is taken out', async () => {
    const { seeds, reindex, served } = await start();
    await writeFile(
      join(seeds, 'withdrawn.yaml'),
      '# By order of the court.\nwithdrawn:\n  - url: https://x.example/a # v. Smith\n',
    );
    for (let times = 0; times < 2; times++) {
      await withdrawArticle(seeds, { ...STORIES['library.json'], url: 'https://post.example/lib' }, NOW);
    }
    expect(await readFile(join(seeds, 'withdrawn.yaml'), 'utf8')).toBe(
      [
        '# By order of the court.',
        'withdrawn:',
        '  - url: https://x.example/a # v. Smith',
        '  - id: library',
        '    url: https://post.example/lib',
        '    title: Marhaven library lends telescopes',
        '    at: 2026-06-02T10:00:00.000Z',
        '',
      ].join('\n'),
    );
    await reindex();
    await writeFile(join(seeds, 'withdrawn.yaml'), '');
    await reindex();
    expect(await served()).toEqual(['harbour', 'library', 'orchard']);
  });

  it('is known by its address, too', async () => {
    const { seeds } = await start();
    await writeSeeds(seeds, {
      'a.json': JSON.stringify({ title: 'A', url: 'https://news.example/a', text: 'Text.' }),
      'withdrawn.yaml': 'withdrawn:\n  - url: HTTPS://NEWS.example/a\n',
    });
    const { articles, retracted } = await readSeeds(seeds);
    expect([articles.length, retracted]).toEqual([3, 1]);
  });

  it('is gone also where it was the last one', async () => {
    const { seeds, library, reindex, served } = await start();
    await reindex();
    for (const story of Object.values(STORIES)) await withdrawArticle(seeds, { ...story, url: null }, NOW);
    expect(await reindex()).toMatchObject({ articles: 0, passages: 0, removed: 3 });
    expect(await served()).toEqual([]);
    const { vector } = await embedder.encode(embedder.tokenize('harbour'));
    expect(await (await library.current())?.nearest(vector, 5)).toEqual([]);
  });

  it('does not come back where the list cannot be read', async () => {
    const { seeds, reindex, served } = await start();
    await withdrawArticle(seeds, { ...STORIES['library.json'], url: null }, NOW);
    await reindex();
    for (const content of ['withdrawn: [', 'withdrawn: 5', 'withdrawn:\n  - title: Marhaven']) {
      await writeFile(join(seeds, 'withdrawn.yaml'), content);
      await expect(reindex()).rejects.toMatchObject({ code: 'seeds-unreadable' });
    }
    expect(await served()).toEqual(['harbour', 'orchard']);
  });
});

describe('an article past its feed’s keeping time', () => {
  it('is left out of the next generation, and its file is deleted', async () => {
    const seedsFolder = await temporaryFolder();
    await writeFile(join(seedsFolder, 'sources.yaml'), `sources:\n  - feed: ${FEED}\n    keep: 30 days\n`);
    const save = (title: string, publishedAt: string | null, feed: string | null, addedAt = NOW) =>
      saveArticle(
        {
          title,
          publisher: null,
          url: null,
          publishedAt,
          blocks: [{ kind: 'paragraph', text: `${title} is told.` }],
        },
        { seedsFolder, feed, now: addedAt, key: title },
      );
    await save('Old', '2026-05-01', FEED);
    await save('Young', '2026-05-10', FEED);
    await save('Undated', null, FEED, new Date('2026-04-01T00:00:00Z'));
    await save('Old but added by hand', '2026-05-01', null);
    const titles = async (now: Date) =>
      (await readSeeds(seedsFolder, { now })).articles.map(({ article }) => article.title).sort();
    expect(await titles(NOW)).toEqual(['Old but added by hand', 'Young']);
    expect(await titles(new Date('2026-06-10T00:00:00Z'))).toEqual(['Old but added by hand']);
    expect(await retireArticles(seedsFolder, NOW)).toBe(2);
    expect(await readdir(join(seedsFolder, 'added'))).toHaveLength(2);
    expect(await titles(NOW)).toEqual(['Old but added by hand', 'Young']);
  });
});
