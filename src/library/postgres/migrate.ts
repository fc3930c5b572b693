import { ExpectedError } from '../../errors.ts';
import type { Database, Session } from './database.ts';
import { LOCK_CLASSES, lockNumber } from './lock-number.ts';
import { MIGRATIONS } from './migrations/migrations.ts';

/** Iterative scans, without which a search finds too few, came with this version of pgvector. */
const LEAST_VECTOR_VERSION = [0, 8] as const;

/** What a database has. */
export interface SchemaState {
  /** Version of pgvector. */
  readonly vectorVersion: string;
  /** Number of migrations applied. */
  readonly version: number;
}

/**
 * Brings the schema up to date: each step in a transaction of its own, one process at a time. Where nothing is to be
 * done, nothing is written, so that a standby and a user who may not create tables can be used.
 * @throws ExpectedError `database-newer`, `config` where there is no usable pgvector, or what `Database` throws.
 */
export async function migrate(database: Database): Promise<SchemaState> {
  for (;;) {
    const state = await schemaState(database);
    if (state !== null && state.version === MIGRATIONS.length) return state;
    await database.transaction((session) => takeStep(database, session), { unlimited: true });
  }
}

/** `null` for a database in which nothing of Dateline is yet. @throws ExpectedError as `migrate` */
export async function schemaState(
  database: Pick<Database, 'schema' | 'address' | 'rows'>,
): Promise<SchemaState | null> {
  const [found] = await database.rows<{ vector: string | null; isNew: boolean }>(
    `SELECT (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS vector,
       to_regclass($1) IS NULL AS "isNew"`,
    [`${database.schema}.migrations`],
  );
  if (found === undefined || found.vector === null || found.isNew) return null;
  checkVectorVersion(found.vector, database);
  const [applied] = await database.rows<{ version: number }>(
    `SELECT coalesce(max(number), 0) AS version FROM ${database.schema}.migrations`,
  );
  const version = applied?.version ?? 0;
  if (version > MIGRATIONS.length) {
    throw new ExpectedError(
      'database-newer',
      `The schema ${database.schema} of the database ${database.address} was written by a newer Dateline (version ${version}, this one knows ${MIGRATIONS.length}); update Dateline, or name another schema in DATABASE_SCHEMA.`,
      { facts: { version } },
    );
  }
  return { vectorVersion: found.vector, version };
}

/** Applies the next migration; does nothing where another process has been faster. */
async function takeStep(database: Database, session: Session): Promise<void> {
  const { schema, address } = database;
  await session.rows('SELECT pg_advisory_xact_lock($1, $2)', [LOCK_CLASSES.migration, lockNumber(schema)]);
  const [here] = await session.rows<{ hasSchema: boolean }>(
    'SELECT to_regnamespace($1) IS NOT NULL AS "hasSchema"',
    [schema],
  );
  if (!here?.hasSchema) await session.rows(`CREATE SCHEMA ${schema}`);
  await session.rows(
    `CREATE TABLE IF NOT EXISTS ${schema}.migrations (
       number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`,
  );
  await ensureVector(session, address);
  const state = await schemaState({ schema, address, rows: session.rows });
  const done = state?.version ?? 0;
  const next = MIGRATIONS[done];
  if (next === undefined) return;
  await session.rows(`SELECT set_config('search_path', $1 || ', ' || current_setting('search_path'), true)`, [
    schema,
  ]);
  await session.rows(next.sql);
  await session.rows(`INSERT INTO ${schema}.migrations (number, name) VALUES ($1, $2)`, [
    done + 1,
    next.name,
  ]);
}

/** Makes the extension where it is missing. */
async function ensureVector(session: Session, address: string): Promise<void> {
  const [{ isThere, isKnown } = { isThere: false, isKnown: false }] = await session.rows<{
    isThere: boolean;
    isKnown: boolean;
  }>(
    `SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'vector') AS "isThere",
       EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') AS "isKnown"`,
  );
  if (!isThere && !isKnown) {
    throw new ExpectedError(
      'config',
      `The server of the database ${address} has no pgvector; install its package there (docs/postgres.md).`,
    );
  }
  if (!isThere) await session.rows('CREATE EXTENSION IF NOT EXISTS vector');
}

function checkVectorVersion(version: string, { address }: { readonly address: string }): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor, leastMinor] = LEAST_VECTOR_VERSION;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return;
  throw new ExpectedError(
    'config',
    `The database ${address} has pgvector ${version}; ${LEAST_VECTOR_VERSION.join('.')} or newer is needed: install it, then run ALTER EXTENSION vector UPDATE.`,
  );
}
