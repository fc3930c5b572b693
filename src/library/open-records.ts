import type { LibraryPlace } from './open-library.ts';
import type { Records } from './records.ts';
import { createSqliteRecords } from './sqlite/sqlite-records.ts';

/** Connections of records at most: a question is kept, or a vote, in a few milliseconds. */
const MAX_POOL_SIZE = 4;

/**
 * Opens the records beside the library that the configuration names.
 * @throws ExpectedError as the adapter does.
 */
export async function openRecords(
  { indexFolder, database: settings }: LibraryPlace,
  options: {
    readonly clock: () => Date;
    /** Told in a plain line what was lost. */
    readonly onNotice: (message: string) => void;
  },
): Promise<Records> {
  if (settings === null) return createSqliteRecords({ folder: indexFolder, ...options });
  const [{ openDatabase }, { migrate }, { createPostgresRecords }] = await Promise.all([
    import('./postgres/open-database.ts'),
    import('./postgres/migrate.ts'),
    import('./postgres/postgres-records.ts'),
  ]);
  const database = openDatabase({ ...settings, poolSize: Math.min(settings.poolSize, MAX_POOL_SIZE) });
  await migrate(database).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  return createPostgresRecords({ database, clock: options.clock });
}
