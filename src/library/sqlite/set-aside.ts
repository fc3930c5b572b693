import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { DATABASE_FILE } from './database.ts';

/**
 * Renames a damaged database with its journal, so that a new one can take its place; nothing is deleted.
 * @returns the new path of the database file
 */
export function setAsideDamagedDatabase(folder: string, now: Date): Promise<string> {
  return setAsideFile({ folder, file: DATABASE_FILE, now });
}

/** The same for any database of the folder. @returns its new path */
export async function setAsideFile(which: {
  readonly folder: string;
  readonly file: string;
  readonly now: Date;
}): Promise<string> {
  const { folder, file, now } = which;
  const suffix = `.damaged-${now.toISOString().replace(/[:.]/g, '-')}`;
  const kept = join(folder, `${file}${suffix}`);
  for (const part of ['', '-wal', '-shm']) {
    await rename(join(folder, `${file}${part}`), `${kept}${part}`).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
  return kept;
}
