import type { Library } from './library.ts';
import type { DatabaseSettings } from './postgres/database.ts';

/** Where a library is. */
export interface LibraryPlace {
  /** Folder of the SQLite library. */
  readonly indexFolder: string;
  /** The PostgreSQL database that is used instead; `null` for none. */
  readonly database: DatabaseSettings | null;
}

/** Loads the code of the library that the configuration names, which takes as long as to open it; not the other one's. */
export async function loadLibrary({ database }: Pick<LibraryPlace, 'database'>): Promise<void> {
  await (database === null ? import('./sqlite/sqlite-library.ts') : import('./postgres/postgres-library.ts'));
}

/**
 * Opens the library that the configuration names.
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
