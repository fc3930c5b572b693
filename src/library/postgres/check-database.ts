import { createDatabase, type DatabaseSettings } from './database.ts';
import { schemaState } from './migrate.ts';
import { MIGRATIONS } from './migrations/migrations.ts';

/**
 * Looks whether a database can be used, and changes nothing.
 * @returns what was found, in one line
 * @throws ExpectedError as `migrate`.
 */
export async function checkDatabase(settings: DatabaseSettings): Promise<string> {
  const database = createDatabase({ ...settings, poolSize: 1 });
  try {
    const [server] = await database.rows<{ version: string; standby: boolean; bytes: number }>(
      `SELECT current_setting('server_version') AS version, pg_is_in_recovery() AS standby,
         (SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c
          WHERE c.relnamespace = to_regnamespace($1) AND c.relkind = 'r') AS bytes`,
      [database.schema],
    );
    const state = await schemaState(database);
    const found = [
      `${database.address}, PostgreSQL ${server?.version}${server?.standby ? ', a standby' : ''}`,
      state === null
        ? `schema ${database.schema} has no tables yet; the first reindex makes them`
        : `pgvector ${state.vectorVersion}, schema ${database.schema} with ${state.version} of ${MIGRATIONS.length} migrations, ${((server?.bytes ?? 0) / 1024 / 1024).toFixed(0)} MB`,
    ];
    return found.join('; ');
  } finally {
    await database.close();
  }
}
