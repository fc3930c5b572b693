import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createDatabase, type Database } from '../../../src/library/postgres/database.ts';
import { migrate, schemaState } from '../../../src/library/postgres/migrate.ts';
import { MIGRATIONS } from '../../../src/library/postgres/migrations/migrations.ts';
import { type PgliteServer, startPglite } from '../../support/start-pglite.ts';

let server: PgliteServer;
beforeAll(async () => {
  server = await startPglite();
});
afterAll(() => server.close());

let schemas = 0;
function open(schema = `migrated_${++schemas}`): Database {
  const database = createDatabase({ url: server.url, schema, poolSize: 1 });
  onTestFinished(() => database.close());
  return database;
}
const tablesOf = async ({ rows, schema }: Database) =>
  (
    await rows<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE quote_ident(schemaname) = $1 OR '"' || schemaname || '"' = $1`,
      [schema],
    )
  ).map(({ name }) => name);

describe('migrate', () => {
  it('makes the schema and all its tables', async () => {
    const database = open();
    expect(await schemaState(database)).toBeNull();
    expect(await migrate(database)).toMatchObject({ version: MIGRATIONS.length });
    expect(await tablesOf(database)).toEqual(
      expect.arrayContaining(['migrations', 'articles', 'evidence', 'state']),
    );
    const applied = await database.rows(
      `SELECT number, name FROM ${database.schema}.migrations ORDER BY number`,
    );
    expect(applied).toEqual(MIGRATIONS.map(({ name }, at) => ({ number: at + 1, name })));
  });

  it('does nothing the second time, and the work once where several begin together', async () => {
    const first = open();
    const second = open(first.schema.replaceAll('"', ''));
    await Promise.all([migrate(first), migrate(second)]);
    await migrate(first);
    const [count] = await first.rows<{ count: number }>(`SELECT count(*) FROM ${first.schema}.migrations`);
    expect(count).toEqual({ count: MIGRATIONS.length });
  });

  it('keeps two schemas of one database apart', async () => {
    const [first, second] = [open(), open()];
    await migrate(first);
    await migrate(second);
    await first.transaction(({ rows }) =>
      rows(
        `INSERT INTO ${first.schema}.generations (generation, indexed_at, model_id, seeds_folder, articles, passages, duplicates) VALUES (1, '', '', '', 0, 0, 0)`,
      ),
    );
    expect(await second.rows(`SELECT * FROM ${second.schema}.generations`)).toEqual([]);
  });

  it('refuses a schema that a newer program wrote', async () => {
    const database = open();
    await migrate(database);
    await database.transaction(({ rows }) =>
      rows(`INSERT INTO ${database.schema}.migrations (number, name) VALUES (99, 'of the future')`),
    );
    await expect(migrate(database)).rejects.toMatchObject({ code: 'database-newer' });
  });

  it('leaves no half of a step behind', async () => {
    const database = open();
    await expect(
      database.transaction(async ({ rows }) => {
        await rows(`CREATE SCHEMA ${database.schema}`);
        await rows('SELECT 1 / 0');
      }),
    ).rejects.toThrow(/division by zero/);
    expect(await database.rows('SELECT to_regnamespace($1) AS found', [database.schema])).toEqual([
      { found: null },
    ]);
  });
});
