import pg from 'pg';
import { ExpectedError } from '../../errors.ts';
import { expectedOf, isConnectionBroken, isConnectionLost } from './database-error.ts';

/** How long a connection may take to be made, or to become free in the pool. */
const CONNECT_TIMEOUT_MS = 10_000;
/** How long a statement may take that a person waits for; bulk work is exempt by `unlimited`. */
const STATEMENT_TIMEOUT_MS = 30_000;
/** How much longer than the server this side waits before it gives a silent connection up. */
const ANSWER_GRACE_MS = 5_000;
/** How long a transaction may stand still, as when its process hangs. */
const IDLE_IN_TRANSACTION_MS = 5 * 60_000;
/** How long a connection is kept that nobody uses. */
const IDLE_TIMEOUT_MS = 60_000;
/** From what silence on the system asks whether the other side is there. */
const KEEP_ALIVE_MS = 30_000;
/** How long the server goes on with a statement whose process was killed; not every system can tell it. */
const ABANDONED_MS = 5_000;
/** No time-out, as far as a timer goes. */
const NEVER_MS = 2 ** 31 - 1;
/** Candidates held during a search of the vector graph: as many as a question takes. */
const EF_SEARCH = 120;

/**
 * What every connection is set to. `iterative_scan` goes on where the graph's first candidates are not enough;
 * answers are sorted afterwards. Compiling a query takes longer than any of ours. Tables are named with their
 * schema; what the path is for are pgvector's type and operators.
 */
const SESSION_SETTINGS = `
  SET statement_timeout = ${STATEMENT_TIMEOUT_MS};
  SET idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MS};
  SET hnsw.ef_search = ${EF_SEARCH};
  SET hnsw.iterative_scan = relaxed_order;
  SET jit = off;
  DO $$ BEGIN
    PERFORM set_config('client_connection_check_interval', '${ABANDONED_MS}', false);
  EXCEPTION WHEN OTHERS THEN NULL;
  END $$;
  SELECT set_config('search_path', coalesce((
    SELECT quote_ident(nspname) FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace
    WHERE extname = 'vector'), 'public'), false)`;

/** Which database, and where in it. */
export interface DatabaseSettings {
  /** A `postgres://` address with the parameters that libpq knows, `sslmode` and `sslrootcert` among them. */
  readonly url: string;
  /** Address of standbys that are read from first; none unless given. */
  readonly readUrl?: string | null;
  /** Schema of the tables, a plain lower-case name: several indexes may live in one database. */
  readonly schema: string;
  /** Connections at most, besides those that hold a lock or listen. */
  readonly poolSize: number;
}

/** Runs statements one after the other on one connection. */
export interface Session {
  /** Parameters are `$1`, `$2` …; whole numbers of 64 bits come back as numbers, `bytea` as a Buffer. */
  rows<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** A connection of its own, outside the pool: for what belongs to a session, as a lock does. */
export interface Connection extends Session {
  /** Told once, when the connection is gone; not after `close`. */
  onLost(told: (error: unknown) => void): void;
  onNotification(told: (payload: string) => void): void;
  close(): Promise<void>;
}

/** A database with Dateline's tables; pg is named in this file only. Every method may throw ExpectedError. */
export interface Database {
  /** The schema, quoted; stands before the name of every table. */
  readonly schema: string;
  /** Host, port and database, without user and password: for messages. */
  readonly address: string;
  /** Reads; asked once more where the connection was lost, so the statement must change nothing. */
  rows: Session['rows'];
  /**
   * Runs work in one transaction. With a pool of one connection, work that asks the database and not its session
   * waits for ever.
   */
  transaction<T>(work: (session: Session) => Promise<T>, options?: TransactionOptions): Promise<T>;
  connect(): Promise<Connection>;
  /**
   * Reads what a standby may tell as well, from one that has it.
   * @param isThere whether the server of a session has what is to be read; believed until that server is lost
   */
  reader(isThere: (session: Session) => Promise<boolean>): Session;
  close(): Promise<void>;
}

export interface TransactionOptions {
  /** Bulk work: no statement is broken off for taking long. */
  readonly unlimited?: boolean;
  /** Does not wait until the commit is on the disk: a crash of the server may lose it, and tears nothing. */
  readonly deferred?: boolean;
}

/**
 * Makes a pool of connections; none is opened yet.
 * @throws ExpectedError `config` for an address that cannot be used.
 */
export function createDatabase(settings: Omit<DatabaseSettings, 'readUrl'>): Database {
  const config = clientConfig(settings.url);
  const address = describeAddress(config);
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw expectedOf(error, address);
    }
  };
  const pool = new pg.Pool({
    ...config,
    max: settings.poolSize,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    onConnect: async (client) => {
      await client.query(SESSION_SETTINGS);
    },
  });
  // A connection that is lost while nobody uses it is replaced by the next question.
  pool.on('error', ignore);
  let closing: Promise<void> | null = null;

  async function transaction<T>(work: (session: Session) => Promise<T>, options: TransactionOptions = {}) {
    const client = await pool.connect();
    // A lost connection fails the statement that runs; without a listener it would also end the process.
    client.on('error', ignore);
    let isUsable = true;
    try {
      await client.query(beginOf(options));
      const result = await work(sessionOf(client, options.unlimited ? NEVER_MS : undefined));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      isUsable =
        !isConnectionLost(error) &&
        (await client.query('ROLLBACK').then(
          () => true,
          () => false,
        ));
      throw error;
    } finally {
      client.off('error', ignore);
      client.release(!isUsable);
    }
  }

  const rows: Session['rows'] = (sql, values) =>
    guard(async () => {
      try {
        return (await pool.query(sql, values as unknown[])).rows;
      } catch (error) {
        if (!isConnectionBroken(error)) throw error;
        return (await pool.query(sql, values as unknown[])).rows;
      }
    });

  return {
    schema: `"${settings.schema}"`,
    address,
    rows,
    transaction: (work, options) => guard(() => transaction(work, options)),
    connect: () => guard(() => openConnection(config, guard)),
    reader: () => ({ rows }),
    close() {
      closing ??= pool.end();
      return closing;
    },
  };
}

const ignore = () => {};

function beginOf({ unlimited, deferred }: TransactionOptions): string {
  return [
    'BEGIN',
    ...(unlimited ? ['SET LOCAL statement_timeout = 0'] : []),
    ...(deferred ? ['SET LOCAL synchronous_commit = off'] : []),
  ].join('; ');
}

async function openConnection(
  config: pg.ClientConfig,
  guard: <T>(work: () => Promise<T>) => Promise<T>,
): Promise<Connection> {
  const client = new pg.Client(config);
  let isClosed = false;
  const lost = new Promise<unknown>((resolve) => {
    client.on('error', resolve);
    client.on('end', () => resolve(new Error('the connection has ended')));
  });
  await client.connect();
  // It may stand still for days, and what it holds goes with it.
  await client.query('SET idle_session_timeout = 0').catch(async (error: unknown) => {
    await client.end();
    throw error;
  });
  const session = sessionOf(client, undefined);
  return {
    rows: (sql, values) => guard(() => session.rows(sql, values)),
    onLost(told) {
      void lost.then((error) => {
        if (!isClosed) told(error);
      });
    },
    onNotification(told) {
      client.on('notification', ({ payload }) => told(payload ?? ''));
    },
    async close() {
      isClosed = true;
      await client.end();
    },
  };
}

function sessionOf(client: pg.ClientBase, timeoutMs: number | undefined): Session {
  return {
    async rows(sql, values) {
      const config = { text: sql, ...(values === undefined ? {} : { values: [...values] }) };
      const limited = timeoutMs === undefined ? config : { ...config, query_timeout: timeoutMs };
      const result = await client.query(limited);
      // Several statements in one text give several results; nobody reads those.
      return Array.isArray(result) ? [] : result.rows;
    },
  };
}

/** @throws ExpectedError `config`; its message holds nothing of the address, which may hold a password. */
function clientConfig(url: string): pg.ClientConfig {
  const config: pg.ClientConfig = {
    connectionString: withLibpqMeaning(url),
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS + ANSWER_GRACE_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    fallback_application_name: 'dateline',
    types: { getTypeParser },
  };
  try {
    new pg.Client(config);
    return config;
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    const what = path === undefined ? 'it cannot be read' : `${path} cannot be read (${code})`;
    throw new ExpectedError(
      'config',
      `DATABASE_URL cannot be used: ${what}; it must be postgres://USER:PASSWORD@HOST:PORT/DATABASE, with sslmode=verify-ca only beside sslrootcert=FILE.`,
    );
  }
}

/**
 * Gives `sslmode` the meaning that it has for psql and every other client: pg takes `require` for `verify-full`, and
 * warns that this will change.
 */
function withLibpqMeaning(url: string): string {
  if (!/[?&]sslmode=/.test(url) || /[?&]uselibpqcompat=/.test(url)) return url;
  // The system's authorities are those that Node trusts without a file.
  return `${url.replace(/([?&])sslrootcert=system(&|$)/, '$1')}&uselibpqcompat=true`;
}

function describeAddress(config: pg.ClientConfig): string {
  const { host, port, database } = new pg.Client(config);
  return host.startsWith('/') ? `${database} at ${host}` : `${host}:${port}/${database}`;
}

/** Keys are far below 2^53: they are numbers here. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text');
