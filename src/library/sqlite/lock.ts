import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ExpectedError } from '../../errors.ts';
import type { RebuildLock } from '../library.ts';
import { type Database, isBusy, isNoDatabase, openUnshared } from './database.ts';

/**
 * Takes a lock of an index folder, by what it guards: an exclusive transaction on a file of its own, which the
 * system ends with the process that holds it.
 * @throws ExpectedError `index-busy` where another process holds it.
 */
export async function takeLock(folder: string, guarded: 'rebuild' | 'gathering'): Promise<RebuildLock> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${guarded}.lock`);
  const lock = await holdExclusively(file).catch(async (error: unknown) => {
    if (!isNoDatabase(error)) throw error;
    // Nothing is ever written into the file: what stands in it is not ours, and nobody can hold it.
    await rm(file);
    return holdExclusively(file);
  });
  return {
    async release() {
      if (lock.open) lock.close();
    },
  };
}

async function holdExclusively(file: string): Promise<Database> {
  const lock = openUnshared(file);
  try {
    // A journal would be a second file that outlives a crash.
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (cause) {
    lock.close();
    if (!isBusy(cause)) throw cause;
    throw new ExpectedError(
      'index-busy',
      'Another reindex is running; wait for it to end, then run this one.',
      { cause },
    );
  }
}
