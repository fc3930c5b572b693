// What partitioning does to the graph over vectors: `npm run bench:partitions -- INDEX_FOLDER [PASSAGES] [MEMORY]`, one
// table beside partitioned ones in a PostgreSQL server of its own. Takes what the server's process worked, not how long
// it took, so that a busy machine may be measured on. Linux only (/proc). 300,000 passages take 2.5 GB of disk.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createRandom } from '../eval/statistics/random.ts';
import { openLibrary } from '../src/library/open-library.ts';
import { createDatabase, type Session } from '../src/library/postgres/database.ts';
import { toVectorBytes } from '../src/library/postgres/values.ts';
import { createPostgresCluster } from '../test/support/postgres-cluster.ts';
import { mixedVector } from './mixed-vector.ts';
import { quantile } from './statistics.ts';

const DIMENSIONS = 384;
const MONTHS = 24;
/** Months that a filtered search looks into. */
const RECENT_MONTHS = 3;
const QUERIES = 100;
/** Turns of every query; a first one warms up and is not counted. */
const ROUNDS = 3;
/** What a question takes from the graph, and how many of these it wants (src/library/postgres/vector-search.ts). */
const CANDIDATES = 120;
const WANTED = 80;
const COMPARED = 10;
const ROWS_A_STATEMENT = 500;
const POLL_MS = 50;
const BYTES_PER_MB = 1024 * 1024;

/** A way to keep the table; each stands in a schema of its own. */
interface Layout {
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

const LAYOUTS: readonly Layout[] = [
  { schema: 'one_table', partitionedBy: '', partitions: [] },
  hashed(4),
  hashed(8),
  {
    schema: `month_${MONTHS}`,
    partitionedBy: 'PARTITION BY RANGE (month)',
    partitions: Array.from({ length: MONTHS }, (_, at) => `FROM (${at}) TO (${at + 1})`),
  },
];

const SEARCHES = { all: 'true', recent: `month >= ${MONTHS - RECENT_MONTHS}` } as const;

/** What is found, nearest first: keys. */
type Found = readonly number[];

const [folder, passages = '100000', memory = '1GB'] = process.argv.slice(2);
const count = Number(passages);
if (folder === undefined || !Number.isInteger(count) || count < MONTHS) {
  console.error('Usage: npm run bench:partitions -- INDEX_FOLDER [PASSAGES] [MEMORY, as 1GB]');
  process.exit(2);
}

const cluster = await createPostgresCluster({
  settings: { shared_buffers: '2GB', max_wal_size: '2GB', autovacuum: 'off', fsync: 'off' },
});
try {
  const random = createRandom(count);
  const real = await readVectors(resolve(folder));
  console.error(`filling tables with ${count} vectors mixed from ${real.length}`);
  await inSession(async (session) => {
    await session.rows('CREATE EXTENSION vector');
    for (const layout of LAYOUTS) await createTable(session, layout);
    await fill(session, () => mixedVector(real, random));
  });
  // At once: each is the work of a process of its own.
  await Promise.all(LAYOUTS.map((layout) => inSession((session) => measureBuild(session, layout))));
  const queries = Array.from({ length: QUERIES }, () => toVectorBytes(mixedVector(real, random)));
  for (const name of ['all', 'recent'] as const) {
    await inSession((session) => measureSearch(session, name, queries));
  }
} finally {
  await cluster.remove();
}

/** A process of the server's own with the product's settings, whose statements may take long and work alone. */
async function inSession(work: (session: Session) => Promise<void>): Promise<void> {
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
}

async function readVectors(indexFolder: string): Promise<readonly Float32Array[]> {
  const library = await openLibrary({ indexFolder, database: null }, { dimensions: DIMENSIONS });
  const snapshot = await library.current();
  if (snapshot === null) throw new Error(`${indexFolder} holds no index`);
  const vectors: Float32Array[] = [];
  for (const { articleKey } of await snapshot.articles()) {
    for (const { vector } of await snapshot.passagesOf(articleKey)) vectors.push(vector);
  }
  await library.close();
  return vectors;
}

async function createTable({ rows }: Session, layout: Layout): Promise<void> {
  const { schema, partitionedBy, partitions } = layout;
  await rows(`CREATE SCHEMA ${schema}`);
  // A partitioned table holds nothing itself and cannot be unlogged.
  await rows(
    `CREATE ${partitions.length === 0 ? 'UNLOGGED' : ''} TABLE ${schema}.passages
     (key integer, month integer, vector halfvec(${DIMENSIONS})) ${partitionedBy}`,
  );
  for (const [at, values] of partitions.entries()) {
    await rows(
      `CREATE UNLOGGED TABLE ${schema}.part_${at} PARTITION OF ${schema}.passages FOR VALUES ${values}`,
    );
  }
}

/** Fills every table with the same rows; months follow one another, as news are stored. */
async function fill({ rows }: Session, nextVector: () => Float32Array): Promise<void> {
  const [first, ...others] = LAYOUTS as [Layout, ...Layout[]];
  for (let stored = 0; stored < count; stored += ROWS_A_STATEMENT) {
    const size = Math.min(ROWS_A_STATEMENT, count - stored);
    const vectors = Array.from({ length: size }, () => toVectorBytes(nextVector()));
    const lines = vectors.map((_, at) => {
      const key = stored + at;
      return `(${key}, ${Math.floor((key * MONTHS) / count)}, $${at + 1}::vector)`;
    });
    await rows(`INSERT INTO ${first.schema}.passages VALUES ${lines.join(',')}`, vectors);
  }
  for (const { schema } of others) {
    await rows(`INSERT INTO ${schema}.passages SELECT * FROM ${first.schema}.passages`);
  }
  for (const { schema } of LAYOUTS) await rows(`ANALYZE ${schema}.passages`);
}

async function measureBuild(session: Session, { schema }: Layout): Promise<void> {
  const backend = await processOf(session);
  const before = await backend.workedMs();
  const idleBytes = await backend.ownBytes();
  let peakBytes = idleBytes;
  const polling = setInterval(async () => {
    peakBytes = Math.max(peakBytes, await backend.ownBytes());
  }, POLL_MS);
  await session.rows(
    `CREATE INDEX ON ${schema}.passages USING hnsw (vector halfvec_ip_ops) WITH (m = 16, ef_construction = 100)`,
  );
  clearInterval(polling);
  const workedMs = (await backend.workedMs()) - before;
  const [size] = await session.rows<{ bytes: number }>(
    `SELECT sum(pg_relation_size(oid))::bigint AS bytes FROM pg_class
     WHERE relnamespace = '${schema}'::regnamespace AND relkind = 'i'`,
  );
  const megabytes = (bytes: number) => (bytes / BYTES_PER_MB).toFixed(0);
  console.log(
    `${schema}: graph in ${(workedMs / 1000).toFixed(1)} s of processor time, ${megabytes(peakBytes - idleBytes)} MB of memory at most, ${megabytes(size?.bytes ?? 0)} MB on disk`,
  );
}

/** Every layout in turn with each query, against exact search in the one table. */
async function measureSearch(
  session: Session,
  name: keyof typeof SEARCHES,
  queries: readonly Buffer[],
): Promise<void> {
  const backend = await processOf(session);
  const statementOf = ({ schema }: Layout, order = '') =>
    `SELECT key, vector <#> $1::vector::halfvec(${DIMENSIONS}) AS distance FROM ${schema}.passages
     WHERE ${SEARCHES[name]} ORDER BY (vector <#> $1::vector::halfvec(${DIMENSIONS})) ${order} LIMIT ${CANDIDATES}`;
  const search = async (layout: Layout, query: Buffer, order = ''): Promise<Found> => {
    const found = await session.rows<{ key: number; distance: number }>(statementOf(layout, order), [query]);
    return found.toSorted((a, b) => a.distance - b.distance).map(({ key }) => key);
  };
  const exact: Found[] = [];
  // Adding 0 keeps the graph out of it.
  for (const query of queries) exact.push(await search(LAYOUTS[0] as Layout, query, '+ 0'));
  const measured = LAYOUTS.map((layout) => ({ layout, workedMs: [] as number[], found: [] as Found[] }));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const query of queries) {
      for (const { layout, workedMs, found } of measured) {
        const before = await backend.workedMs();
        const hits = await search(layout, query);
        const worked = (await backend.workedMs()) - before;
        if (round === 0) found.push(hits);
        else workedMs.push(worked);
      }
    }
  }
  for (const { layout, workedMs, found } of measured) {
    const [median, late] = [0.5, 0.95].map((share) => quantile(workedMs, share).toFixed(2));
    const plan = JSON.stringify(await session.rows(`EXPLAIN ${statementOf(layout)}`, [queries[0]]));
    const graphs = plan.split('Index Scan').length - 1;
    const recalls = [COMPARED, WANTED].map((wanted) => recallOf(found, exact, wanted).toFixed(3));
    console.log(
      `${layout.schema}, ${name}: ${graphs} graphs searched, ${median} ms of processor time at the median, ${late} at 95 %; recall@${COMPARED} ${recalls[0]}, @${WANTED} ${recalls[1]}`,
    );
  }
}

/** Share of the exact neighbours that are found. */
function recallOf(found: readonly Found[], exact: readonly Found[], wanted: number): number {
  const shares = exact.map((keys, at) => {
    const hits = new Set(found[at]?.slice(0, wanted));
    return keys.slice(0, wanted).filter((key) => hits.has(key)).length / wanted;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** The server's process behind a connection: what it has worked, and the memory that it shares with none. */
async function processOf({ rows }: Session) {
  const [row] = await rows<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const read = (file: string) => readFile(`/proc/${row?.pid}/${file}`, 'utf8');
  return {
    workedMs: async () => Number((await read('schedstat')).split(' ')[0]) / 1e6,
    ownBytes: async () => Number(/RssAnon:\s+(\d+)/.exec(await read('status'))?.[1] ?? 0) * 1024,
  };
}
