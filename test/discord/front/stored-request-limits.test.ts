import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createRequestLimits } from '../../../src/discord/interactions/request-limits.ts';
import { createStoredRequestLimits } from '../../../src/discord/interactions/stored-request-limits.ts';
import { createDatabase, type Database } from '../../../src/library/postgres/database.ts';
import { migrate } from '../../../src/library/postgres/migrate.ts';
import { silentLog } from '../../../src/log.ts';
import { type PgliteServer, startPglite } from '../../support/start-pglite.ts';

let server: PgliteServer;
beforeAll(async () => {
  server = await startPglite();
});
afterAll(() => server.close());

const LIMITS = { userRequestsPerMinute: 3, guildRequestsPerMinute: 5 };

/** A process's limits over a schema of the test's own. */
function openProcess(schema: string, log = silentLog) {
  const database = createDatabase({ url: server.url, schema, poolSize: 1 });
  onTestFinished(() => database.close());
  const insurance = createRequestLimits({ userRequestsPerMinute: 1, guildRequestsPerMinute: 1 });
  const parts = { limits: LIMITS, database, secret: 'token', insurance, log };
  return { database, limits: createStoredRequestLimits(parts) };
}

async function rowsOf(database: Database) {
  return database.rows<{ key: string; points: number }>(
    `SELECT key, points FROM ${database.schema}.request_counts ORDER BY points`,
  );
}

describe('limits in a database', () => {
  it('count a person and a server over all processes', async () => {
    const [one, other] = [openProcess('together'), openProcess('together')];
    await migrate(one.database);
    const caller = { userId: '70', guildId: '900' };
    for (const { limits } of [one, other, one]) expect(await limits.waitMs(caller)).toBeNull();
    for (const { limits } of [one, other]) {
      const waitMs = await limits.waitMs(caller);
      expect(waitMs).toBeGreaterThan(0);
      expect(waitMs).toBeLessThanOrEqual(60_000);
    }
    // A person over the limit has not used up the server's: two of five are left.
    for (const userId of ['71', '72'])
      expect(await other.limits.waitMs({ userId, guildId: '900' })).toBeNull();
    expect(await one.limits.waitMs({ userId: '73', guildId: '900' })).toBeGreaterThan(0);
    expect(await one.limits.waitMs({ userId: '74', guildId: null })).toBeNull();
  });

  it('store nobody’s number', async () => {
    const { database, limits } = openProcess('hashed');
    await migrate(database);
    await limits.waitMs({ userId: '123456789012345678', guildId: '987654321098765432' });
    const rows = await rowsOf(database);
    expect(rows.map(({ points }) => points)).toEqual([1, 1]);
    expect(JSON.stringify(rows)).not.toMatch(/\d{17}/);
  });

  it('ask the database no more about who is over the limit', async () => {
    const { database, limits } = openProcess('blocked');
    await migrate(database);
    for (let i = 0; i < 20; i++) await limits.waitMs({ userId: '70', guildId: null });
    expect(await rowsOf(database)).toEqual([{ key: expect.any(String), points: 4 }]);
  });

  it('are those of the process while the database is away, which is told once', async () => {
    const told: string[] = [];
    const { database, limits } = openProcess('away', {
      ...silentLog,
      warn: (_facts, message) => void told.push(message),
    });
    // No table is there yet.
    expect(await limits.waitMs({ userId: '70', guildId: null })).toBeNull();
    expect(await limits.waitMs({ userId: '70', guildId: null })).toBeGreaterThan(0);
    expect(told).toHaveLength(1);
    await migrate(database);
    for (let i = 0; i < LIMITS.userRequestsPerMinute; i++) {
      expect(await limits.waitMs({ userId: '70', guildId: null })).toBeNull();
    }
  });

  it('do not wait for a database that does not answer', async () => {
    const silent = { schema: '"x"', transaction: () => new Promise<never>(() => {}) };
    const limits = createStoredRequestLimits({
      limits: LIMITS,
      database: silent,
      secret: 'token',
      insurance: createRequestLimits({ userRequestsPerMinute: 1, guildRequestsPerMinute: 1 }),
      log: silentLog,
    });
    expect(await limits.waitMs({ userId: '70', guildId: null })).toBeNull();
    expect(await limits.waitMs({ userId: '70', guildId: null })).toBeGreaterThan(0);
  });
});
