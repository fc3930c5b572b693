import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ExpectedError } from '../../../src/errors.ts';
import { createDatabase, type Database } from '../../../src/library/postgres/database.ts';
import { expectedOf } from '../../../src/library/postgres/database-error.ts';
import { migrate } from '../../../src/library/postgres/migrate.ts';
import { type PgliteServer, startPglite } from '../../support/start-pglite.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

let server: PgliteServer;
beforeAll(async () => {
  server = await startPglite();
});
afterAll(() => server.close());

function open(url = server.url): Database {
  const database = createDatabase({ url, schema: 'kept', poolSize: 1 });
  onTestFinished(() => database.close());
  return database;
}
const failureOf = async (work: () => unknown): Promise<ExpectedError> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof ExpectedError) return error;
    throw error;
  }
  throw new Error('it did not fail');
};

describe('a database', () => {
  it('gives numbers as numbers and bytes as bytes', async () => {
    const [row] = await open().rows(
      'SELECT 9007199254740991::bigint AS big, $1::bytea AS bytes, $2::text AS text',
      [Buffer.from([0, 255]), 'é🚤'],
    );
    expect(row).toEqual({ big: 9_007_199_254_740_991, bytes: Buffer.from([0, 255]), text: 'é🚤' });
  });

  it('undoes a transaction that failed, and goes on', async () => {
    const database = open();
    await database.transaction(({ rows }) => rows('CREATE TABLE undone (n integer)'));
    const failing = database.transaction(async ({ rows }) => {
      await rows('INSERT INTO undone VALUES (1)');
      throw new Error('changed its mind');
    });
    await expect(failing).rejects.toThrow('changed its mind');
    expect(await database.rows('SELECT * FROM undone')).toEqual([]);
  });

  it('lets everyone wait in turn for its only connection', async () => {
    const database = open();
    const one = database.transaction(({ rows }) => rows('SELECT 1 AS n'));
    expect(await Promise.all([one, database.rows('SELECT 2 AS n'), database.rows('SELECT 3 AS n')])).toEqual([
      [{ n: 1 }],
      [{ n: 2 }],
      [{ n: 3 }],
    ]);
  });
});

describe('what fails is put into words, without the password:', () => {
  it('a server that is not there', async () => {
    const gone = await startPglite();
    await gone.close();
    const url = gone.url.replace('postgres@', 'postgres:secret@');
    const error = await failureOf(() => open(url).rows('SELECT 1'));
    expect(error).toMatchObject({ code: 'database-unreachable' });
    expect(error.message).toContain(new URL(url).host);
    expect(error.message).not.toContain('secret');
    const connecting = await failureOf(() => open(url).connect());
    expect(connecting.code).toBe('database-unreachable');
  });

  it.each([
    'postgres://user:secret@host:port/name',
    'postgres://user:secret@host/name?sslmode=verify-ca',
    'postgres://user:secret@[host/name',
  ])('an address that is none', async (url) => {
    const error = await failureOf(() => createDatabase({ url, schema: 'kept', poolSize: 1 }));
    expect(error.code).toBe('config');
    expect(`${error.message} ${JSON.stringify(error.facts)} ${error.cause}`).not.toContain('secret');
  });

  it('a certificate that cannot be read', async () => {
    const file = join(await temporaryFolder(), 'root.crt');
    const url = `${server.url}?sslmode=verify-full&sslrootcert=${file}`;
    const error = await failureOf(() => createDatabase({ url, schema: 'kept', poolSize: 1 }));
    expect(error).toMatchObject({ code: 'config', message: expect.stringContaining(file) });
  });

  it.each(['require', 'verify-full'])('a server without TLS where sslmode=%s', async (mode) => {
    const error = await failureOf(() => open(`${server.url}?sslmode=${mode}`).rows('SELECT 1'));
    expect(error).toMatchObject({ code: 'database-refused', message: expect.stringContaining('sslmode') });
  });

  it('a transaction that may only read', async () => {
    const error = await failureOf(() =>
      open().transaction(({ rows }) => rows('SET TRANSACTION READ ONLY; CREATE TABLE never (n integer)')),
    );
    expect(error.code).toBe('database-read-only');
  });

  it('a statement that takes too long', async () => {
    const error = await failureOf(() =>
      open().transaction(({ rows }) =>
        rows(`DO $$ BEGIN RAISE EXCEPTION 'slow' USING ERRCODE = '57014'; END $$`),
      ),
    );
    expect(error.code).toBe('database-unreachable');
  });

  it('a server without pgvector', async () => {
    const bare = await startPglite({ hasVector: false });
    onTestFinished(() => bare.close());
    const error = await failureOf(() => migrate(open(bare.url)));
    expect(error).toMatchObject({ code: 'config', message: expect.stringContaining('pgvector') });
  });

  it.each([
    ['28P01', 'database-refused'],
    ['28000', 'database-refused'],
    ['3D000', 'database-refused'],
    ['42501', 'database-refused'],
    ['53100', 'disk-full'],
    ['53300', 'database-unreachable'],
    ['57P01', 'database-unreachable'],
    ['57P03', 'database-unreachable'],
    ['08006', 'database-unreachable'],
    ['ECONNRESET', 'database-unreachable'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'database-refused'],
    ['XX001', 'database-damaged'],
    ['42P01', 'database-damaged'],
  ])('%s is %s', (code, expected) => {
    expect(expectedOf(Object.assign(new Error('it failed'), { code }), 'host:5432/name')).toMatchObject({
      code: expected,
      message: expect.stringContaining('host:5432/name'),
    });
  });

  it('a bug stays a bug', () => {
    const bug = Object.assign(new Error('syntax error'), { code: '42601' });
    expect(expectedOf(bug, 'host:5432/name')).toBe(bug);
  });
});
