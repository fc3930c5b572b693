import { createHmac } from 'node:crypto';
import { RateLimiterPostgres, RLWrapperTimeouts } from 'rate-limiter-flexible';
import type { Log } from '../../log.ts';
import { type RequestLimits, type RequestsPerMinute, requestLimitsBy, WINDOW_S } from './request-limits.ts';

/** How long a count may take: Discord waits 3 s for the acknowledgement that comes after it. */
const COUNTING_MS = 500;

/** A database that holds the table `request_counts`. */
export interface CountsDatabase {
  /** The schema, quoted. */
  readonly schema: string;
  /** A transaction, which is done where changes are taken. */
  transaction<T>(
    work: (session: {
      rows(sql: string, values?: readonly unknown[]): Promise<readonly unknown[]>;
    }) => Promise<T>,
    options: { readonly deferred: boolean },
  ): Promise<T>;
}

/**
 * Limits requests over all processes that have the same database. No number of a person or server is stored: they are
 * counted under a keyed hash. Where the database does not answer in time, `insurance` counts.
 */
export function createStoredRequestLimits(parts: {
  readonly limits: RequestsPerMinute;
  readonly database: CountsDatabase;
  /** Key of the hash, the same in all processes. */
  readonly secret: string;
  readonly insurance: RequestLimits;
  readonly log: Log;
}): RequestLimits {
  const { limits, database, secret, insurance, log } = parts;
  const limiterOf = (what: string, points: number) =>
    new RLWrapperTimeouts({
      timeoutMs: COUNTING_MS,
      limiter: new RateLimiterPostgres({
        storeClient: clientOf(database),
        storeType: 'pool',
        schemaName: database.schema.slice(1, -1),
        tableName: 'request_counts',
        tableCreated: true,
        keyPrefix: what,
        points,
        duration: WINDOW_S,
        // Who is over the limit costs the database nothing until the minute is over.
        inMemoryBlockOnConsumed: points + 1,
      }),
    });
  const stored = requestLimitsBy({
    users: limiterOf('user', limits.userRequestsPerMinute),
    guilds: limiterOf('guild', limits.guildRequestsPerMinute),
    keyOf: (id) => createHmac('sha256', secret).update(id).digest('base64url'),
  });
  let isDown = false;
  return {
    async waitMs(caller) {
      try {
        const waitMs = await stored.waitMs(caller);
        isDown = false;
        return waitMs;
      } catch (error) {
        if (!isDown)
          log.warn({ err: error }, 'requests are counted by this process while the database is away');
        isDown = true;
        return insurance.waitMs(caller);
      }
    },
  };
}

/** The little that the limiter uses of a pool of connections. */
function clientOf(database: CountsDatabase) {
  return {
    async query({ text, values }: { readonly text: string; readonly values: readonly unknown[] }) {
      // Nothing waits for the disk: the table is worth nothing after a crash.
      const rows = await database.transaction((session) => session.rows(text, values), { deferred: true });
      return { rows, rowCount: rows.length };
    },
  };
}
