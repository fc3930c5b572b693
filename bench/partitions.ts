// What partitioning does to the graph over vectors: `npm run bench:partitions -- INDEX_FOLDER [PASSAGES] [MEMORY]`.
// 300,000 passages take 2.5 GB of disk.
import { resolve } from 'node:path';
import { createRandom } from '../eval/statistics/random.ts';
import { openLibrary } from '../src/library/open-library.ts';
import type { Session } from '../src/library/postgres/database.ts';
import { toVectorBytes } from '../src/library/postgres/values.ts';
import { mixedVector } from './mixed-vector.ts';
import {
  askInTurns,
  copyRows,
  createTables,
  LAYOUTS,
  type Layout,
  MONTHS,
  measureBuilds,
  startPartitionServer,
} from './partitioned-tables.ts';
import { quantile } from './statistics.ts';

const DIMENSIONS = 384;
/** Months that a filtered search looks into. */
const RECENT_MONTHS = 3;
const QUERIES = 100;
/** What a question takes from the graph, and how many of these it wants (src/library/postgres/vector-search.ts). */
const CANDIDATES = 120;
const WANTED = 80;
const COMPARED = 10;
const ROWS_A_STATEMENT = 500;

const SEARCHES = { all: 'true', recent: `month >= ${MONTHS - RECENT_MONTHS}` } as const;

/** What is found, nearest first: keys. */
type Found = readonly number[];

const [folder, passages = '100000', memory = '1GB'] = process.argv.slice(2);
const count = Number(passages);
if (folder === undefined || !Number.isInteger(count) || count < MONTHS) {
  console.error('Usage: npm run bench:partitions -- INDEX_FOLDER [PASSAGES] [MEMORY, as 1GB]');
  process.exit(2);
}

const server = await startPartitionServer(memory);
try {
  const random = createRandom(count);
  const real = await readVectors(resolve(folder));
  console.error(`filling tables with ${count} vectors mixed from ${real.length}`);
  await server.inSession(async (session) => {
    await session.rows('CREATE EXTENSION vector');
    await createTables(session, `vector halfvec(${DIMENSIONS})`);
    await fill(session, () => mixedVector(real, random));
    await copyRows(session);
  });
  await measureBuilds(server, 'hnsw (vector halfvec_ip_ops) WITH (m = 16, ef_construction = 100)');
  const queries = Array.from({ length: QUERIES }, () => toVectorBytes(mixedVector(real, random)));
  for (const name of ['all', 'recent'] as const) {
    await server.inSession((session) => measureSearch(session, name, queries));
  }
} finally {
  await server.remove();
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

async function fill({ rows }: Session, nextVector: () => Float32Array): Promise<void> {
  for (let stored = 0; stored < count; stored += ROWS_A_STATEMENT) {
    const size = Math.min(ROWS_A_STATEMENT, count - stored);
    const vectors = Array.from({ length: size }, () => toVectorBytes(nextVector()));
    const lines = vectors.map((_, at) => {
      const key = stored + at;
      return `(${key}, ${Math.floor((key * MONTHS) / count)}, $${at + 1}::vector)`;
    });
    await rows(`INSERT INTO ${LAYOUTS[0].schema}.passages VALUES ${lines.join(',')}`, vectors);
  }
}

/** Every layout against exact search in the one table. */
async function measureSearch(
  session: Session,
  name: keyof typeof SEARCHES,
  queries: readonly Buffer[],
): Promise<void> {
  const statementOf = ({ schema }: Layout, order = '') =>
    `SELECT key, vector <#> $1::vector::halfvec(${DIMENSIONS}) AS distance FROM ${schema}.passages
     WHERE ${SEARCHES[name]} ORDER BY (vector <#> $1::vector::halfvec(${DIMENSIONS})) ${order} LIMIT ${CANDIDATES}`;
  const search = async (layout: Layout, query: Buffer, order = ''): Promise<Found> => {
    const found = await session.rows<{ key: number; distance: number }>(statementOf(layout, order), [query]);
    return found.toSorted((a, b) => a.distance - b.distance).map(({ key }) => key);
  };
  const exact: Found[] = [];
  // Adding 0 keeps the graph out of it.
  for (const query of queries) exact.push(await search(LAYOUTS[0], query, '+ 0'));
  const outcomes = await askInTurns(session, queries, (layout, query) => search(layout, query));
  for (const { layout, workedMs, found } of outcomes) {
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
