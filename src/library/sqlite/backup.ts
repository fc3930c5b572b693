import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ExpectedError } from '../../errors.ts';
import {
  checkWhole,
  DATABASE_FILE,
  type Database,
  guarded,
  openExisting,
  RECORDS_FILE,
  withDatabase,
} from './database.ts';

/** What a backup holds. */
export interface BackupReport {
  /** Absolute path of the folder. */
  readonly folder: string;
  readonly files: readonly { readonly file: string; readonly bytes: number }[];
  /** The generation that was served; `null` where none was. */
  readonly generation: number | null;
  /** Articles of that generation. */
  readonly articles: number;
  readonly questions: number;
  readonly votes: number;
}

/** All pages in one step: a copy in several begins anew with every write of another process, and may never end. */
const ALL_PAGES = 0x7fffffff;

/**
 * Copies the databases of an index folder, as they stand at this moment, into a new folder that can take its
 * place. Whoever reads or writes them is not held up. The copies are checked and flushed under another name before
 * the folder gets its own: what has that name is whole.
 * @throws ExpectedError `backup-refused` where `to` exists or there is nothing to copy, `database-damaged` where a
 * copy is not whole, `disk-full` or `config`; nothing is left behind then.
 */
export async function backUp(from: string, to: string): Promise<BackupReport> {
  if (existsSync(to)) throw exists(to);
  const present = [DATABASE_FILE, RECORDS_FILE].filter((file) => existsSync(join(from, file)));
  if (present.length === 0) {
    throw new ExpectedError(
      'backup-refused',
      `There is nothing to back up in ${from}: no index was built yet.`,
    );
  }
  const beside = `${to}.${randomUUID()}.partial`;
  try {
    await mkdir(beside);
    for (const file of present) await copyDatabase(join(from, file), join(beside, file));
    const report = await describe(beside, to);
    await flush(beside);
    // A folder with something in it is never replaced by this; an empty one made meanwhile is.
    await rename(beside, to);
    await flush(dirname(to));
    return report;
  } catch (error) {
    throw expectedOf(error, to);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

async function copyDatabase(from: string, to: string): Promise<void> {
  const source = openExisting(from);
  try {
    await source.backup(to, { progress: () => ALL_PAGES }).catch((error: unknown) =>
      guarded(from, () => {
        throw error;
      }),
    );
  } finally {
    source.close();
  }
  await withDatabase(to, checkWhole);
  await flush(to);
}

async function describe(folder: string, to: string): Promise<BackupReport> {
  const number = (database: Database, sql: string) => database.prepare<[], number>(sql).pluck().get() ?? null;
  const index = await withDatabase(join(folder, DATABASE_FILE), (database) => ({
    generation: number(database, 'SELECT served FROM state'),
    articles: number(database, 'SELECT articles FROM generations JOIN state ON generation = served'),
  }));
  const records = await withDatabase(join(folder, RECORDS_FILE), (database) => ({
    questions: number(database, 'SELECT count(*) FROM questions'),
    votes: number(database, 'SELECT count(*) FROM votes'),
  }));
  const names = (await readdir(folder)).toSorted();
  return {
    folder: to,
    files: await Promise.all(
      names.map(async (file) => ({ file, bytes: (await stat(join(folder, file))).size })),
    ),
    generation: index?.generation ?? null,
    articles: index?.articles ?? 0,
    questions: records?.questions ?? 0,
    votes: records?.votes ?? 0,
  };
}

function exists(to: string): ExpectedError {
  return new ExpectedError(
    'backup-refused',
    `${to} exists already and is left as it is; name a folder that does not exist yet.`,
  );
}

function expectedOf(error: unknown, to: string): unknown {
  const code = (error as { readonly code?: unknown }).code;
  const cause = { cause: error, facts: { path: to } };
  if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOTDIR') return exists(to);
  if (code === 'ENOSPC' || code === 'disk-full' || code === 'SQLITE_FULL') {
    return new ExpectedError(
      'disk-full',
      `The disk has no room for the backup ${to}; nothing is left of it. Free some space, or name another place.`,
      cause,
    );
  }
  if (typeof code === 'string' && /^(ENOENT|EACCES|EPERM|EROFS)$/.test(code)) {
    return new ExpectedError(
      'config',
      `The backup ${to} cannot be made (${code}); name a place whose folder exists and may be written to.`,
      cause,
    );
  }
  return error;
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
