import type { DatabaseSettings } from './database.ts';
import { openDatabase } from './open-database.ts';

/** Drops a schema with everything in it. @throws ExpectedError as `Database`. */
export async function dropSchema(settings: DatabaseSettings): Promise<void> {
  const database = openDatabase({ ...settings, poolSize: 1 });
  try {
    await database.transaction(({ rows }) => rows(`DROP SCHEMA IF EXISTS ${database.schema} CASCADE`), {
      unlimited: true,
    });
  } finally {
    await database.close();
  }
}
