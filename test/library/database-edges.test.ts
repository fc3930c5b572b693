import { fork } from 'node:child_process';
import { chmod, copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Library, Snapshot } from '../../src/library/library.ts';
import { createArticleStore } from '../../src/library/sqlite/article-store.ts';
import { guarded, openDatabase } from '../../src/library/sqlite/database.ts';
import { createSqliteLibrary } from '../../src/library/sqlite/sqlite-library.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { DIMENSIONS } from './dimensions.ts';
import {
  articleOf,
  buildOf,
  type Outline,
  paragraphsOf,
  serveArticles,
  store,
  vectorOfText,
} from './generated.ts';

const STORY: Outline = { id: 'story', paragraphs: ['One sentence of it.', 'Another one.'] };
const QUERY = vectorOfText('a question', DIMENSIONS);

async function open(folder: string, onNotice: (message: string) => void = () => {}): Promise<Library> {
  const library = await createSqliteLibrary({ folder, dimensions: DIMENSIONS, onNotice });
  onTestFinished(() => library.close());
  return library;
}

/** A folder with a served generation, closed. */
async function filled(): Promise<{ folder: string; file: string }> {
  const folder = await temporaryFolder();
  const library = await open(folder);
  await serveArticles(library, [STORY], DIMENSIONS);
  await library.close();
  return { folder, file: join(folder, 'dateline.db') };
}

/** Changes a database behind the library's back. */
function change(file: string, sql: string): void {
  const database = new BetterSqlite3(file);
  database.exec(sql);
  database.close();
}

async function readAll(folder: string): Promise<void> {
  const library = await open(folder);
  const snapshot = (await library.current()) as Snapshot;
  for (const { articleKey } of await snapshot.articles()) {
    await snapshot.article(articleKey);
    await snapshot.passagesOf(articleKey);
  }
}

describe('opening a database', () => {
  it('makes the folder, with its parents', async () => {
    const library = await open(join(await temporaryFolder(), 'not', 'yet'));
    expect(await library.served()).toBeNull();
  });

  it('takes an empty file for a new one', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'dateline.db'), '');
    expect(await (await open(folder)).served()).toBeNull();
  });

  it('leaves another program’s database as it is', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'dateline.db');
    change(file, 'CREATE TABLE bookmarks (url TEXT)');
    const before = await readFile(file);
    await expect(open(folder)).rejects.toMatchObject({ code: 'database-damaged' });
    expect(await readFile(file)).toEqual(before);
    expect(await readdir(folder)).toEqual(['dateline.db']);
  });

  it('works for several processes that make it at the same time', async () => {
    const folder = await temporaryFolder();
    const codes = await Promise.all(
      Array.from({ length: 6 }, () => {
        const child = fork(new URL('./open-many.ts', import.meta.url), [folder], {
          execArgv: ['--import', import.meta.resolve('#typescript')],
        });
        return new Promise((resolve) => child.once('exit', resolve));
      }),
    );
    expect(codes).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('says which path cannot be a folder', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    await expect(open(join(folder, 'file'))).rejects.toMatchObject({ code: 'config' });
    await mkdir(join(folder, 'index', 'dateline.db'), { recursive: true });
    await expect(open(join(folder, 'index'))).rejects.toMatchObject({ code: 'config' });
  });
});

describe('a database that was changed behind the library’s back', () => {
  it.each([
    ['a missing table', 'DROP TABLE passages'],
    ['sentences that cannot be read', `UPDATE evidence SET sentences = '[[0'`],
    ['headings that cannot be read', `UPDATE articles SET headings = 'none'`],
    ['a vector that is cut off', `UPDATE evidence SET vector = x'0000'`],
  ])('is named damaged: %s', async (_, sql) => {
    const { folder, file } = await filled();
    change(file, `PRAGMA foreign_keys = OFF; ${sql}`);
    await expect(readAll(folder)).rejects.toMatchObject({ code: 'database-damaged' });
  });

  it.each([
    ['a NaN', Buffer.alloc(DIMENSIONS * 4, 0xff)],
    ['zeros', Buffer.alloc(DIMENSIONS * 4)],
    ['another number of dimensions', Buffer.from(Float32Array.of(1, 0).buffer)],
  ])('lets no vector of %s into an index', async (_, vector) => {
    const { folder, file } = await filled();
    change(file, `UPDATE evidence SET vector = x'${vector.toString('hex')}'`);
    await rm(join(folder, 'hnsw-1.bin'));
    await expect((await open(folder)).current()).rejects.toMatchObject({ code: 'database-damaged' });
  });

  it.each([
    ['text', `text = replace(text, 'One', 'Two')`],
    ['title', `title = 'Another title'`],
    ['date', `published_at = '1999-01-01'`],
    ['address', `url = 'https://elsewhere.example/'`],
  ])('has a changed %s mended by storing the article again', async (_what, changed) => {
    const { folder, file } = await filled();
    change(file, `UPDATE articles SET ${changed}`);
    const library = await open(folder);
    const entry = articleOf(STORY, DIMENSIONS);
    expect(await library.knownVersion(entry)).toBeNull();
    const key = await library.storeArticle(entry);
    expect(await (await library.current())?.article(key)).toMatchObject({ ...entry.article, intact: true });
    expect(await library.knownVersion(entry)).toMatchObject({ articleKey: key });
  });
});

describe('a database without room', () => {
  it('keeps what it has, stores nothing by halves, and goes on once there is room', async () => {
    const { folder, file } = await filled();
    // A limit of SQLite's own fails as a full disk does, on every machine.
    const database = await openDatabase(folder);
    onTestFinished(() => void database.close());
    database.pragma(`max_page_count = ${database.pragma('page_count', { simple: true })}`);
    const articles = createArticleStore(database, DIMENSIONS);
    const entry = articleOf({ id: 'long', paragraphs: paragraphsOf(200, 1) }, DIMENSIONS);
    expect(() => guarded(file, () => articles.store([entry]))).toThrow(
      expect.objectContaining({ code: 'disk-full' }),
    );

    const library = await open(folder);
    expect(await library.knownVersion(entry)).toBeNull();
    expect(await library.knownEvidence([...entry.evidence.keys()])).toEqual(new Set());
    expect(await (await library.current())?.nearest(QUERY, 5)).toHaveLength(2);
    await expect(library.storeArticle(entry)).resolves.toBeGreaterThan(0);
  });
});

describe('a folder in which no file can be made', () => {
  const NOBODY = 65_534;

  async function locked<T>(folder: string, work: () => Promise<T>): Promise<T> {
    const isRoot = process.getuid?.() === 0;
    for (const name of await readdir(folder)) await chmod(join(folder, name), 0o666);
    await chmod(folder, 0o555);
    if (isRoot) process.seteuid?.(NOBODY);
    try {
      return await work();
    } finally {
      if (isRoot) process.seteuid?.(0);
      await chmod(folder, 0o777);
    }
  }

  it('still serves an index that has to be built anew', async () => {
    const { folder } = await filled();
    const notices: string[] = [];
    const library = await open(folder, (message) => notices.push(message));
    await library.served();
    await rm(join(folder, 'hnsw-1.bin'));
    await locked(folder, async () => {
      expect(await (await library.current())?.nearest(QUERY, 5)).toHaveLength(2);
    });
    expect(notices).toHaveLength(1);
    expect((await readdir(folder)).filter((name) => name.startsWith('hnsw'))).toEqual([]);
  });

  it('fails a build with what to do, and serves on', async () => {
    const { folder } = await filled();
    const library = await open(folder);
    await locked(folder, async () => {
      const members = await store(library, [{ id: 'new', paragraphs: ['New.'] }], DIMENSIONS);
      await expect(buildOf(library, members)).rejects.toMatchObject({ code: 'config' });
    });
    expect((await library.current())?.info.generation).toBe(1);
    expect(await library.snapshot(2)).toBeNull();
    expect((await readdir(folder)).filter((name) => name.startsWith('hnsw'))).toEqual(['hnsw-1.bin']);
  });
});

describe('the lock file', () => {
  it('is made anew where something else stands in it', async () => {
    const folder = await temporaryFolder();
    await writeFile(
      join(folder, 'rebuild.lock'),
      'something else, and long enough to be a header '.repeat(99),
    );
    const library = await open(folder);
    const lock = await library.lock();
    await expect(library.lock()).rejects.toMatchObject({ code: 'index-busy' });
    await lock.release();
    expect((await stat(join(folder, 'rebuild.lock'))).size).toBe(0);
  });
});

describe('a build that was cut off', () => {
  it('is not kept, and its files go with the next swap', async () => {
    const { folder, file } = await filled();
    change(
      file,
      `INSERT INTO generations (indexed_at, model_id, seeds_folder, articles, passages, duplicates)
       VALUES ('2026-01-01', 'made-up', '/seeds', 0, 0, 0)`,
    );
    await copyFile(join(folder, 'hnsw-1.bin'), join(folder, 'hnsw-2.bin.half.tmp'));
    const library = await open(folder);
    expect(await library.snapshot(2)).toBeNull();
    const { info } = await serveArticles(library, [STORY], DIMENSIONS);
    expect(info.generation).toBe(3);
    expect((await readdir(folder)).filter((name) => name.startsWith('hnsw')).sort()).toEqual([
      'hnsw-1.bin',
      'hnsw-3.bin',
    ]);
  });
});
