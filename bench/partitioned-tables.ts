// One table beside partitioned ones in a PostgreSQL server of its own, and what the server's processes work for each.
// Not how long they take, so that a busy machine may be measured on. Linux only (/proc).
import { readFile } from 'node:fs/promises';
import { createDatabase, type Session } from '../src/library/postgres/database.ts';
import { createPostgresCluster } from '../test/support/postgres-cluster.ts';

/** Rows are spread over so many months in the order of their keys, as news are stored. */
export const MONTHS = 24;
/** Turns of every query; a first one warms up and is not counted. */
const ROUNDS = 3;
const POLL_MS = 50;
const BYTES_PER_MB = 1024 * 1024;

/** A way to keep a table; each stands in a schema of its own. */
export interface Layout {
  readonly schema: string;
  readonly partitionedBy: string;
  /** What each partition takes in. */
  readonly partitions: readonly string[];
}

const hashed = (count: number): Layout => ({
  schema: `hash_${count}`,
  partitionedBy: 'PARTITION BY HASH (key)',
  partitions: Array.from({ length: count }, (_, at) => `WITH (MODULUS ${count}, REMAINDER ${at})`),
});

const ONE_TABLE: Layout = { schema: 'one_table', partitionedBy: '', partitions: [] };

/** The first is the one table that is not partitioned. */
export const LAYOUTS: readonly [Layout, ...Layout[]] = [
  ONE_TABLE,
  hashed(4),
  hashed(8),
  {
    schema: `month_${MONTHS}`,
    partitionedBy: 'PARTITION BY RANGE (month)',
    partitions: Array.from({ length: MONTHS }, (_, at) => `FROM (${at}) TO (${at + 1})`),
  },
];

/** A server, and processes of it that work alone and may take long. */
export interface PartitionServer {
  /** Runs work in a process with the product's settings. */
  inSession(work: (session: Session) => Promise<void>): Promise<void>;
  remove(): Promise<void>;
}

/** Starts a server. @param memory `maintenance_work_mem` of its processes */
export async function startPartitionServer(memory: string): Promise<PartitionServer> {
  const cluster = await createPostgresCluster({
    settings: { shared_buffers: '2GB', max_wal_size: '2GB', autovacuum: 'off', fsync: 'off' },
  });
  return {
    async inSession(work) {
      const database = createDatabase({ url: cluster.url(), schema: 'public', poolSize: 1 });
      await database.transaction(
        async (session) => {
          await session.rows('SET LOCAL max_parallel_workers_per_gather = 0');
          await session.rows('SET LOCAL max_parallel_maintenance_workers = 0');
          await session.rows(`SET LOCAL maintenance_work_mem = '${memory}'`);
          await work(session);
        },
        { unlimited: true },
      );
      await database.close();
    },
    remove: cluster.remove,
  };
}

/** Makes `SCHEMA.passages` in every layout: `key`, `month`, and a column. */
export async function createTables({ rows }: Session, column: string): Promise<void> {
  for (const { schema, partitionedBy, partitions } of LAYOUTS) {
    await rows(`CREATE SCHEMA ${schema}`);
    // A partitioned table holds nothing itself and cannot be unlogged.
    await rows(
      `CREATE ${partitions.length === 0 ? 'UNLOGGED' : ''} TABLE ${schema}.passages
       (key integer, month integer, ${column}) ${partitionedBy}`,
    );
    for (const [at, values] of partitions.entries()) {
      await rows(
        `CREATE UNLOGGED TABLE ${schema}.part_${at} PARTITION OF ${schema}.passages FOR VALUES ${values}`,
      );
    }
  }
}

/** Gives every layout the rows of the first. */
export async function copyRows({ rows }: Session): Promise<void> {
  const [first, ...others] = LAYOUTS;
  for (const { schema } of others) {
    await rows(`INSERT INTO ${schema}.passages SELECT * FROM ${first.schema}.passages`);
  }
  for (const { schema } of LAYOUTS) await rows(`ANALYZE ${schema}.passages`);
}

/** Makes an index in every layout at once, each in a process of its own, and prints what that took. */
export async function measureBuilds({ inSession }: PartitionServer, using: string): Promise<void> {
  await Promise.all(LAYOUTS.map((layout) => inSession((session) => measureBuild(session, layout, using))));
}

async function measureBuild(session: Session, { schema }: Layout, using: string): Promise<void> {
  const backend = await processOf(session);
  const before = await backend.workedMs();
  const idleBytes = await backend.ownBytes();
  let peakBytes = idleBytes;
  const polling = setInterval(async () => {
    peakBytes = Math.max(peakBytes, await backend.ownBytes());
  }, POLL_MS);
  await session.rows(`CREATE INDEX ON ${schema}.passages USING ${using}`);
  clearInterval(polling);
  const workedMs = (await backend.workedMs()) - before;
  const [size] = await session.rows<{ bytes: number }>(
    `SELECT sum(pg_relation_size(oid))::bigint AS bytes FROM pg_class
     WHERE relnamespace = '${schema}'::regnamespace AND relkind = 'i'`,
  );
  const megabytes = (bytes: number) => (bytes / BYTES_PER_MB).toFixed(0);
  console.log(
    `${schema}: index in ${(workedMs / 1000).toFixed(1)} s of processor time, ${megabytes(peakBytes - idleBytes)} MB of memory at most, ${megabytes(size?.bytes ?? 0)} MB on disk`,
  );
}

/** What a layout found of each query, and how long the server's process worked at each turn of each. */
export interface LayoutOutcome<Found> {
  readonly layout: Layout;
  readonly workedMs: number[];
  readonly found: Found[];
}

/** Asks every layout in turn with each query. */
export async function askInTurns<Query, Found>(
  session: Session,
  queries: readonly Query[],
  search: (layout: Layout, query: Query) => Promise<Found>,
): Promise<readonly LayoutOutcome<Found>[]> {
  const backend = await processOf(session);
  const outcomes = LAYOUTS.map((layout): LayoutOutcome<Found> => ({ layout, workedMs: [], found: [] }));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const query of queries) {
      for (const { layout, workedMs, found } of outcomes) {
        const before = await backend.workedMs();
        const hits = await search(layout, query);
        const worked = (await backend.workedMs()) - before;
        if (round === 0) found.push(hits);
        else workedMs.push(worked);
      }
    }
  }
  return outcomes;
}

/** The server's process behind a session: what it has worked, and the memory that it shares with none. */
async function processOf({ rows }: Session) {
  const [row] = await rows<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const read = (file: string) => readFile(`/proc/${row?.pid}/${file}`, 'utf8');
  return {
    workedMs: async () => Number((await read('schedstat')).split(' ')[0]) / 1e6,
    ownBytes: async () => Number(/RssAnon:\s+(\d+)/.exec(await read('status'))?.[1] ?? 0) * 1024,
  };
}
