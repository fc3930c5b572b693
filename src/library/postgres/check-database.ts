import { createDatabase, type Database, type DatabaseSettings } from './database.ts';
import { schemaState } from './migrate.ts';
import { MIGRATIONS } from './migrations/migrations.ts';
import { serverAddresses } from './server-addresses.ts';

/**
 * Looks whether a database can be used, on each of its servers, and changes nothing.
 * @returns what was found, in one line
 * @throws ExpectedError as `migrate`, of the first server with a fault.
 */
export async function checkDatabase({ url, readUrl = null, schema }: DatabaseSettings): Promise<string> {
  const addresses = new Set(
    [url, readUrl].flatMap((named) => (named === null ? [] : serverAddresses(named))),
  );
  const found: string[] = [];
  for (const address of addresses) {
    const database = createDatabase({ url: address, schema, poolSize: 1 });
    try {
      found.push(await describeServer(database));
    } finally {
      await database.close();
    }
  }
  return found.join('; ');
}

async function describeServer(database: Database): Promise<string> {
  const [server] = await database.rows<{
    version: string;
    standby: boolean;
    behind: number | null;
    bytes: number;
  }>(
    `SELECT current_setting('server_version') AS version, pg_is_in_recovery() AS standby,
       CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
         ELSE extract(epoch FROM now() - pg_last_xact_replay_timestamp())::double precision END AS behind,
       (SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c
        WHERE c.relnamespace = to_regnamespace($1) AND c.relkind = 'r') AS bytes`,
    [database.schema],
  );
  const state = await schemaState(database);
  const role = server?.standby ? `, a standby, ${(server.behind ?? 0).toFixed(1)} s behind` : '';
  const found = [
    `${database.address}, PostgreSQL ${server?.version}${role}`,
    state === null
      ? `schema ${database.schema} has no tables yet; the first reindex makes them`
      : `pgvector ${state.vectorVersion}, schema ${database.schema} with ${state.version} of ${MIGRATIONS.length} migrations, ${((server?.bytes ?? 0) / 1024 / 1024).toFixed(0)} MB`,
  ];
  return found.join('; ');
}
