import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { ExpectedError } from '../../errors.ts';
import { APPLICATION_ID, MIGRATIONS } from './schema.ts';

/** A connection; better-sqlite3 is named in this file only. */
export type Database = BetterSqlite3.Database;

/** Name of the database in the index folder. */
export const DATABASE_FILE = 'dateline.db';
/** Name of the database of records in the index folder. */
export const RECORDS_FILE = 'records.db';

/** One of the databases of an index folder. */
export interface DatabaseKind {
  /** Its name in the folder. */
  readonly file: string;
  /** Marks the file as Dateline's. */
  readonly applicationId: number;
  /** Steps from each `user_version` to the next. */
  readonly migrations: readonly string[];
}

const LIBRARY: DatabaseKind = {
  file: DATABASE_FILE,
  applicationId: APPLICATION_ID,
  migrations: MIGRATIONS,
};

/** How long a statement waits for another process's transaction. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens a database of an index folder, made where it is missing, and brings it up to date.
 * @param kind the library's unless told
 * @throws ExpectedError `database-damaged`, `database-newer`, `disk-full` or `config`.
 */
export async function openDatabase(folder: string, kind: DatabaseKind = LIBRARY): Promise<Database> {
  await makeFolder(folder);
  const file = join(folder, kind.file);
  return guarded(file, () => {
    const database = new BetterSqlite3(file, { timeout: BUSY_TIMEOUT_MS });
    try {
      // Before anything is written: another program's file is left as it is.
      checkOwner(database, kind);
      database.pragma('journal_mode = WAL');
      // A power cut may lose the last transactions of a build, never tear one; the pointer is moved with FULL.
      database.pragma('synchronous = NORMAL');
      database.pragma('foreign_keys = ON');
      // 4 MB of pages; better-sqlite3's 16 are no faster, as the system keeps the file's pages as well.
      database.pragma('cache_size = -4000');
      // Temporary tables hold a word at a time; a full disk must not keep it from being looked up.
      database.pragma('temp_store = MEMORY');
      migrate(database, kind);
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  });
}

/** Opens a database that exists, only to read it. @throws ExpectedError as `openDatabase` */
export function openExisting(file: string): Database {
  return guarded(file, () => new BetterSqlite3(file, { readonly: true, timeout: BUSY_TIMEOUT_MS }));
}

/**
 * Does some work on a database file of ours that nobody else has open, and leaves no journal beside it.
 * @returns `null` where there is no such file
 * @throws ExpectedError as `openDatabase`
 */
export function withDatabase<T>(file: string, work: (database: Database) => T): T | null {
  if (!existsSync(file)) return null;
  return guarded(file, () => {
    const database = new BetterSqlite3(file, { fileMustExist: true });
    try {
      return work(database);
    } finally {
      database.close();
    }
  });
}

/** Opens a bare connection that gives up at once where another process holds the file. */
export function openUnshared(file: string): Database {
  return new BetterSqlite3(file, { timeout: 0 });
}

/**
 * Runs work on a database and puts SQLite's failures into words.
 * @throws ExpectedError `database-damaged` or `disk-full`; anything else as it is.
 */
export function guarded<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw expectedOf(error, file);
  }
}

/** Whether a file is not a SQLite database. */
export function isNoDatabase(error: unknown): boolean {
  return error instanceof BetterSqlite3.SqliteError && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code);
}

/**
 * Reads a stored value.
 * @throws ExpectedError `database-damaged` where it is not what was written.
 */
export function decoded<T>(database: Database, decode: () => T): T {
  try {
    return decode();
  } catch (cause) {
    throw damaged(database.name, cause);
  }
}

/** Whether SQLite failed since another connection holds the file. */
export function isBusy(error: unknown): boolean {
  return error instanceof BetterSqlite3.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

function expectedOf(error: unknown, file: string): unknown {
  if (!(error instanceof BetterSqlite3.SqliteError)) return error;
  if (
    /^SQLITE_(CORRUPT|NOTADB|FORMAT)/.test(error.code) ||
    /malformed|no such (table|column)/.test(error.message)
  ) {
    return damaged(file, error);
  }
  if (isBusy(error)) {
    return new ExpectedError(
      'index-busy',
      `Another process has been writing to the database ${file} for long; try again in a moment.`,
      { cause: error },
    );
  }
  if (/^SQLITE_(FULL|IOERR_WRITE|IOERR_FSYNC|IOERR_TRUNCATE|IOERR_SHMSIZE)/.test(error.code)) {
    return diskFull(file, error);
  }
  if (/^SQLITE_(CANTOPEN|READONLY|PERM)/.test(error.code)) {
    return notWritable(file, error);
  }
  return error;
}

/** The error of a file or folder that this user may not write. */
export function notWritable(path: string, cause: unknown): ExpectedError {
  return new ExpectedError(
    'config',
    `${path} cannot be opened for writing; change its owner, or name another index folder with --index.`,
    { cause, facts: { path } },
  );
}

/** The error of a disk without room; what was served before is untouched. */
export function diskFull(path: string, cause: unknown): ExpectedError {
  return new ExpectedError(
    'disk-full',
    `The disk is full: ${path} could not be written. Free some space and run reindex again; what was served is served on.`,
    { cause, facts: { path } },
  );
}

/**
 * Reads every page of a database and compares its indexes with its tables.
 * @throws ExpectedError `database-damaged`.
 */
export function checkWhole(database: Database): void {
  const verdict = guarded(database.name, () => database.pragma('integrity_check(1)', { simple: true }));
  if (verdict !== 'ok') throw damaged(database.name, new Error(String(verdict)));
}

/** The error of a database that cannot be read, or is none of ours. */
export function damaged(file: string, cause: unknown): ExpectedError {
  const remedy =
    basename(file) === RECORDS_FILE
      ? 'start the bot again: it sets the file aside and takes over what can still be read'
      : 'run: npm run --silent dateline -- reindex (it sets the file aside and builds a new one from the seeds)';
  return new ExpectedError(
    'database-damaged',
    `The database ${file} is damaged or not Dateline's; ${remedy}.`,
    {
      cause,
      facts: { file },
    },
  );
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOSPC') throw diskFull(folder, cause);
    throw new ExpectedError(
      'config',
      `The index folder ${folder} cannot be made; change the owner of the folder above it, or name another with --index.`,
      { cause },
    );
  }
}

/** @throws ExpectedError `database-damaged` for a database with tables that are not Dateline's. */
function checkOwner(database: Database, { applicationId }: DatabaseKind): void {
  const application = database.pragma('application_id', { simple: true });
  const isEmpty = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
  if (!isEmpty && application !== applicationId) {
    throw damaged(database.name, new Error(`application_id is ${application}`));
  }
}

function migrate(database: Database, kind: DatabaseKind): void {
  const { applicationId, migrations } = kind;
  const step = database.transaction(() => {
    checkOwner(database, kind);
    const version = database.pragma('user_version', { simple: true }) as number;
    if (version > migrations.length) {
      throw new ExpectedError(
        'database-newer',
        `The database ${database.name} was written by a newer Dateline (version ${version}, this one knows ${migrations.length}); update Dateline, or name another index folder with --index.`,
        { facts: { version } },
      );
    }
    for (const sql of migrations.slice(version)) database.exec(sql);
    database.pragma(`application_id = ${applicationId}`);
    database.pragma(`user_version = ${migrations.length}`);
  });
  // Another process may be doing the same.
  step.immediate();
}
