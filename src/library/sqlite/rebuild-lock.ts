import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ExpectedError } from '../../errors.ts';
import type { RebuildLock } from '../library.ts';
import { isBusy, openUnshared } from './database.ts';

/**
 * Takes the lock of an index folder: an exclusive transaction on a file of its own, which the system ends with
 * the process that holds it.
 * @throws ExpectedError `index-busy` where another process holds it.
 */
export async function takeRebuildLock(folder: string): Promise<RebuildLock> {
  await mkdir(folder, { recursive: true });
  const lock = openUnshared(join(folder, 'rebuild.lock'));
  try {
    // A journal would be a second file that outlives a crash.
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    if (!isBusy(cause)) throw cause;
    throw new ExpectedError(
      'index-busy',
      'Another reindex is running; wait for it to end, then run this one.',
      {
        cause,
      },
    );
  }
  return {
    async release() {
      if (lock.open) lock.close();
    },
  };
}
