import type { Library } from './library.ts';
import type { DatabaseSettings } from './postgres/database.ts';

/** Where a library is. */
export interface LibraryPlace {
  /** Folder of the SQLite library. */
  readonly indexFolder: string;
  /** The PostgreSQL database that is used instead; `null` for none. */
  readonly database: DatabaseSettings | null;
}

/**
 * Opens the library that the configuration names; the other one's code is not loaded.
 * @throws ExpectedError as the adapter does.
 */
export async function openLibrary(
  { indexFolder, database }: LibraryPlace,
  options: {
    readonly dimensions: number;
    /** For a process that runs long, which follows the generations that others serve. */
    readonly isListening?: boolean;
    /** Told in a plain line what was mended, or could not be done yet. */
    readonly onNotice?: (message: string) => void;
  },
): Promise<Library> {
  if (database !== null) {
    const { createPostgresLibrary } = await import('./postgres/postgres-library.ts');
    return createPostgresLibrary({ ...database, ...options });
  }
  const { createSqliteLibrary } = await import('./sqlite/sqlite-library.ts');
  const { isListening: _, ...sqlite } = options;
  return createSqliteLibrary({ folder: indexFolder, ...sqlite });
}
