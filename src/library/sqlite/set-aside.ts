import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DATABASE_FILE } from './database.ts';

/**
 * Renames a damaged database with its journal, so that a new one can take its place; nothing is deleted.
 * @returns the new path of the database file
 */
export async function setAsideDamagedDatabase(folder: string, now: Date): Promise<string> {
  const suffix = `.damaged-${now.toISOString().replace(/[:.]/g, '-')}`;
  const kept = join(folder, `${DATABASE_FILE}${suffix}`);
  for (const part of ['', '-wal', '-shm']) {
    await rename(join(folder, `${DATABASE_FILE}${part}`), `${kept}${part}`).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      },
    );
  }
  return kept;
}
