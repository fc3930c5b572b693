import type { Library } from './library.ts';
import type { DatabaseSettings } from './postgres/database.ts';
import { createPostgresLibrary } from './postgres/postgres-library.ts';
import { createSqliteLibrary } from './sqlite/sqlite-library.ts';

/** Where a library is. */
export interface LibraryPlace {
  /** Folder of the SQLite library. */
  readonly indexFolder: string;
  /** The PostgreSQL database that is used instead; `null` for none. */
  readonly database: DatabaseSettings | null;
}

/**
 * Opens the library that the configuration names.
 * @throws ExpectedError as the adapter does.
 */
export function openLibrary(
  { indexFolder, database }: LibraryPlace,
  options: {
    readonly dimensions: number;
    /** For a process that runs long, which follows the generations that others serve. */
    readonly isListening?: boolean;
    /** Told in a plain line what was mended, or could not be done yet. */
    readonly onNotice?: (message: string) => void;
  },
): Promise<Library> {
  if (database !== null) return createPostgresLibrary({ ...database, ...options });
  const { isListening: _, ...sqlite } = options;
  return createSqliteLibrary({ folder: indexFolder, ...sqlite });
}
