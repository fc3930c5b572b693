import { execFileSync } from 'node:child_process';
import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Snapshot } from '../../src/library/library.ts';
import { setAsideDamagedDatabase } from '../../src/library/sqlite/set-aside.ts';
import { createSqliteLibrary } from '../../src/library/sqlite/sqlite-library.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { entryOf, publish, vectorOf } from './contract.ts';
import { DIMENSIONS } from './dimensions.ts';

const open = (folder: string) => createSqliteLibrary({ folder, dimensions: DIMENSIONS });

async function filled() {
  const folder = await temporaryFolder();
  const library = await open(folder);
  await publish(library, [entryOf('a', ['One sentence.', 'Another sentence.'])]);
  await library.close();
  return { folder, file: join(folder, 'dateline.db') };
}

describe('a damaged database', () => {
  it.each([
    ['random bytes', async (file: string) => writeFile(file, Buffer.alloc(40_000, 0x5a))],
    [
      'a text file',
      async (file: string) =>
        writeFile(file, 'This is no database at all, it is a letter to you.'.repeat(99)),
    ],
    [
      'another program’s database',
      async (file: string) => {
        await writeFile(file, '');
        const other = new BetterSqlite3(file);
        other.exec('CREATE TABLE bookmarks (url TEXT)');
        other.close();
      },
    ],
  ])('is told apart and named: %s', async (_what, damage) => {
    const { folder, file } = await filled();
    await damage(file);
    await expect(open(folder)).rejects.toMatchObject({ code: 'database-damaged' });
    await expect(open(folder)).rejects.toThrow(/reindex/);
  });

  it('is noticed while reading, too', async () => {
    const { folder, file } = await filled();
    const size = (await readFile(file)).length;
    await truncate(file, Math.floor(size / 2));
    const reading = async () => {
      const library = await open(folder);
      onTestFinished(() => library.close());
      const snapshot = (await library.current()) as Snapshot;
      for (const { articleKey } of await snapshot.articles()) await snapshot.passagesOf(articleKey);
      await snapshot.matching(['sentence'], 5);
    };
    await expect(reading()).rejects.toMatchObject({ code: 'database-damaged' });
  });

  it('is set aside whole, and a new one takes its place', async () => {
    const { folder, file } = await filled();
    await writeFile(file, Buffer.alloc(40_000, 0x5a));
    const kept = await setAsideDamagedDatabase(folder, new Date('2026-11-24T10:00:00Z'));
    expect((await readFile(kept)).length).toBe(40_000);
    const library = await open(folder);
    expect(await library.served()).toBeNull();
    await library.close();
    expect((await readdir(folder)).filter((name) => name.includes('damaged'))).toEqual([
      'dateline.db.damaged-2026-11-24T10-00-00-000Z',
    ]);
  });

  it('gives no text that was changed behind its back', async () => {
    const { folder, file } = await filled();
    const database = new BetterSqlite3(file);
    database.prepare("UPDATE articles SET text = replace(text, 'One', 'Two')").run();
    database.close();
    const library = await open(folder);
    onTestFinished(() => library.close());
    const snapshot = (await library.current()) as Snapshot;
    const key = (await snapshot.articles())[0]?.articleKey as number;
    expect((await snapshot.article(key))?.intact).toBe(false);
  });
});

describe('a database of a newer version', () => {
  it('is left alone', async () => {
    const { folder, file } = await filled();
    const database = new BetterSqlite3(file);
    database.pragma('user_version = 99');
    database.close();
    await expect(open(folder)).rejects.toMatchObject({ code: 'database-newer' });
  });
});

/** A small file system in memory, where the machine lets us mount one. */
function mountSmall(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=600k', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return false;
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder], { stdio: 'ignore' }));
  return true;
}

describe('a full disk', () => {
  it('leaves what is served as it was', async (context) => {
    const folder = await temporaryFolder();
    if (!mountSmall(folder)) return context.skip();
    const library = await open(folder);
    onTestFinished(() => library.close());
    const { info } = await publish(library, [entryOf('a', ['One sentence.'])]);
    const fill = async () => {
      for (let i = 0; i < 400; i++) {
        const paragraphs = Array.from(
          { length: 20 },
          (_, line) => `Paragraph ${line} of article ${i} of many.`,
        );
        await publish(library, [entryOf(`b${i}`, paragraphs, { seed: i + 10 }), ...kept]);
        kept.push(entryOf(`b${i}`, paragraphs, { seed: i + 10 }));
      }
    };
    const kept: ReturnType<typeof entryOf>[] = [];
    await expect(fill()).rejects.toMatchObject({ code: 'disk-full' });
    const snapshot = (await library.current()) as Snapshot;
    expect(snapshot.info.generation).toBeGreaterThanOrEqual(info.generation);
    expect((await snapshot.nearest(vectorOf(1), 3)).length).toBeGreaterThan(0);
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
