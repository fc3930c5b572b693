import { ExpectedError } from '../../errors.ts';
import type { Database, Session, TransactionOptions } from './database.ts';
import { type WatchedServer, watchServer } from './watched-server.ts';

/** A standby that lags behind is asked again so much later whether it has what is to be read. */
const LAGGING_MS = 1_000;

/** SQLSTATEs of a server that is there and could not do it just now, as a standby whose replay took rows away. */
const PASSING_STATES = /^(57014|55P03|40001|40P01)$/;

/**
 * Several servers that hold the same database, one of which takes changes. Which one that is is asked of them, and
 * again when it is lost: a standby that was promoted is found.
 *
 * Changes, locks and notices are the primary's, and so is what `rows` reads, as the pointer to the served generation;
 * while it cannot be reached, a standby tells what it knows. `reader` goes to standbys first.
 */
export function createReplicatedDatabase(servers: {
  /** Any of these may be the primary. At least one. */
  readonly candidates: readonly [Database, ...Database[]];
  /** Standbys that are read from first. */
  readonly standbys: readonly Database[];
  /** Milliseconds of a clock that does not go back. */
  readonly clock: () => number;
}): Database {
  const { clock } = servers;
  const [first] = servers.candidates;
  const watched = (database: Database) => watchServer(database, clock);
  const candidates = servers.candidates.map(watched);
  const standbys = servers.standbys.map(watched);
  const address = [...new Set(candidates.map(({ database }) => database.address))].join(' or ');
  let primary: WatchedServer | null = null;
  let turn = 0;

  /** Whether another server may do what this one could not; notes that it was lost. */
  function isLost(server: WatchedServer, error: unknown): boolean {
    if (!(error instanceof ExpectedError)) return false;
    if (error.code === 'database-read-only' && primary === server) primary = null;
    if (error.code !== 'database-unreachable') return false;
    if (PASSING_STATES.test(String(error.facts.sqlState))) return true;
    server.noteLoss();
    if (primary === server) primary = null;
    return true;
  }

  /**
   * @param looksAgain whether servers that were lost are looked at first: what can be read elsewhere does not wait
   * @throws ExpectedError `database-unreachable` where none takes changes.
   */
  async function findPrimary({ looksAgain }: { readonly looksAgain: boolean }): Promise<WatchedServer> {
    if (primary !== null) return primary;
    let cause: unknown = null;
    for (const server of candidates) {
      if (looksAgain ? !(await server.isThere()) : server.isLost()) continue;
      try {
        const [found] = await server.patiently(() =>
          server.database.rows<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby'),
        );
        if (found?.standby === true) continue;
        primary = server;
        return server;
      } catch (error) {
        if (!isLost(server, error)) throw error;
        cause = error;
      }
    }
    throw new ExpectedError(
      'database-unreachable',
      `No server of the database takes changes just now (${address}): the primary cannot be reached, or none was promoted yet. What is served is served on; try again in a moment.`,
      { cause, facts: { address } },
    );
  }

  /** Does work on the primary; on the one that has taken its place, where nothing was begun on the former. */
  async function onPrimary<T>(work: (database: Database, begun: () => void) => Promise<T>): Promise<T> {
    for (let isAgain = false; ; isAgain = true) {
      const server = await findPrimary({ looksAgain: true });
      let hasBegun = false;
      const begun = () => {
        hasBegun = true;
      };
      try {
        return await server.patiently(() => work(server.database, begun));
      } catch (error) {
        if (!isLost(server, error) || hasBegun || isAgain) throw error;
      }
    }
  }

  /** All servers, the likeliest first; a server may come twice. */
  async function* inOrder(standbysFirst: boolean): AsyncGenerator<WatchedServer> {
    if (standbysFirst) {
      // One after the other is asked first.
      const from = turn++ % Math.max(1, standbys.length);
      const turned = [...standbys.slice(from), ...standbys.slice(0, from)];
      yield* turned.filter((standby) => !standby.isLost());
    }
    const found = await findPrimary({ looksAgain: false }).catch((error: unknown) => {
      if (error instanceof ExpectedError && error.code === 'database-unreachable') return null;
      throw error;
    });
    if (found !== null) yield found;
    const all = [...candidates, ...standbys];
    yield* all.filter((server) => !server.isLost());
    yield* all;
  }

  /** Asks one server after the other until one answers; one that answers `null` does not have what is asked. */
  async function askInTurn<Row>(
    order: AsyncIterable<WatchedServer>,
    ask: (server: WatchedServer) => Promise<Row[] | null>,
  ): Promise<Row[]> {
    const asked = new Set<WatchedServer>();
    let failure: unknown = null;
    for await (const server of order) {
      if (asked.has(server)) continue;
      asked.add(server);
      try {
        const rows = await server.patiently(() => ask(server));
        if (rows !== null) return rows;
      } catch (error) {
        if (!isLost(server, error)) throw error;
        failure ??= error;
      }
    }
    throw failure ?? nobodyHasIt(address);
  }

  return {
    schema: first.schema,
    address,
    rows: (sql, values) => askInTurn(inOrder(false), ({ database }) => database.rows(sql, values)),
    transaction: <T>(work: (session: Session) => Promise<T>, options?: TransactionOptions) =>
      onPrimary((database, begun) =>
        database.transaction((session) => {
          begun();
          return work(session);
        }, options),
      ),
    connect: () => onPrimary((database) => database.connect()),

    reader(isThere) {
      /** At which count of its losses a server was found to have what is read. */
      const found = new Map<WatchedServer, number>();
      const laggingUntilMs = new Map<WatchedServer, number>();

      async function hasIt(server: WatchedServer): Promise<boolean> {
        const losses = server.losses();
        if (found.get(server) === losses) return true;
        if (clock() < (laggingUntilMs.get(server) ?? 0)) return false;
        if (await isThere({ rows: server.database.rows })) {
          found.set(server, losses);
          return true;
        }
        laggingUntilMs.set(server, clock() + LAGGING_MS);
        return false;
      }
      return {
        rows: (sql, values) =>
          askInTurn(inOrder(true), async (server) =>
            (await hasIt(server)) ? server.database.rows(sql, values) : null,
          ),
      };
    },

    async close() {
      await Promise.all([...candidates, ...standbys].map(({ database }) => database.close()));
    },
  };
}

function nobodyHasIt(address: string): ExpectedError {
  return new ExpectedError(
    'database-unreachable',
    `No server of the database that can be reached has what is read (${address}); try again in a moment.`,
    { facts: { address } },
  );
}
