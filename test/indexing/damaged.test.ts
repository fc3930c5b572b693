import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, it } from 'vitest';
import { DEFAULT_FOLDERS } from '../../src/config.ts';
import { rebuild } from '../../src/indexing/rebuild.ts';
import { STORIES, writeSeeds } from '../support/seeds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('a reindex that has nothing to do still notices a page that cannot be read, and builds anew', async () => {
  const folder = await temporaryFolder();
  const seedsFolder = join(folder, 'seeds');
  const indexFolder = join(folder, 'index');
  await writeSeeds(seedsFolder, STORIES);
  const notices: string[] = [];
  const reindex = () =>
    rebuild(
      { seedsFolder, indexFolder, modelFolder: DEFAULT_FOLDERS.model, database: null },
      { onProgress: () => {}, onNotice: (message) => notices.push(message) },
    );
  await reindex();
  const file = join(indexFolder, 'dateline.db');
  const database = new BetterSqlite3(file);
  const page = database
    .prepare<[], number>("SELECT rootpage FROM sqlite_schema WHERE name = 'passages_evidence'")
    .pluck()
    .get() as number;
  database.close();
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(4096, 0x5a), 0, 4096, (page - 1) * 4096);
  await handle.close();

  expect(await reindex()).toMatchObject({ generation: 1, articles: 3, new: 3 });
  expect(notices.join()).toMatch(/was damaged; it was set aside/);
  expect((await readdir(indexFolder)).some((name) => name.startsWith('dateline.db.damaged-'))).toBe(true);
  expect(await reindex()).toMatchObject({ unchanged: 3 });
}, 60_000);
