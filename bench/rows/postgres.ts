import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '../../eval/statistics/random.ts';
import { type Answerer, createAnswerer } from '../../src/answer/answerer.ts';
import { DEFAULT_FOLDERS, readConfig } from '../../src/config.ts';
import { createTransformersEmbedder } from '../../src/embedding/transformers-embedder.ts';
import { searchExactly } from '../../src/library/exact-search.ts';
import type { GenerationMember, Library, Snapshot } from '../../src/library/library.ts';
import { openLibrary } from '../../src/library/open-library.ts';
import { createDatabase, type DatabaseSettings } from '../../src/library/postgres/database.ts';
import { dropSchema } from '../../src/library/postgres/drop-schema.ts';
import { createLog } from '../../src/log.ts';
import { createPostgresCluster } from '../../test/support/postgres-cluster.ts';
import { makeIndexedCorpus } from '../big-corpus.ts';
import type { BenchQuestion } from '../contenders/contract.ts';
import { CACHE_FOLDER } from '../folders.ts';
import { mixedVector } from '../mixed-vector.ts';
import { quantile, ratioOf, shown, spreadOf } from '../statistics.ts';
import { storeCopies } from '../synthetic-library.ts';
import type { Row } from '../table.ts';
import type { BenchContext } from './context.ts';

/** Articles that the others are copies of, with vectors of their own. */
const ARTICLES = 3_000;
/** About ten articles. */
const ADDED_PASSAGES = 33;
const ADDED_COPY = 1_000_000;
const DIMENSIONS = 384;
const NEIGHBOURS = 10;
/** Vectors searched for, whose exact neighbours take a look at every vector. */
const COMPARED_QUERIES = 50;
const BYTES_PER_MB = 1024 * 1024;

/** A library under measurement. */
interface Contender {
  readonly name: string;
  readonly open: () => Promise<Library>;
  readonly bytes: () => Promise<number>;
  readonly remove: () => Promise<void>;
}

/** What one size of a library came to. */
interface Measured {
  readonly contender: Contender;
  readonly library: Library;
  readonly snapshot: Snapshot;
  readonly storeMs: number;
  readonly buildMs: number;
  readonly addMs: number;
  readonly swapMs: number;
  readonly recall: number;
}

/**
 * The two libraries side by side with the same passages, by size: asking in turns, the nearest against exact search,
 * building, ten articles more, and sizes on disk. Takes DATABASE_URL, or a server of its own.
 */
export function postgresOf(sizes: readonly number[]) {
  return async (context: BenchContext): Promise<readonly Row[]> => {
    const { corpus, indexFolder } = await makeIndexedCorpus(ARTICLES, context);
    const server = await findServer();
    const source = await openLibrary({ indexFolder, database: null }, { dimensions: DIMENSIONS });
    const embedder = await createTransformersEmbedder({ modelFolder: DEFAULT_FOLDERS.model });
    const answerer = createAnswerer({
      embedder,
      log: createLog('silent'),
      clock: () => new Date(),
      monotonicMs: () => performance.now(),
    });
    try {
      const rows: Row[] = [];
      for (const passages of sizes) {
        rows.push(
          ...(await measureSize({
            passages,
            source: (await source.current()) as Snapshot,
            questions: corpus.questions,
            answerer,
            contenders: contendersOf(server.database, passages),
            context,
          })),
        );
      }
      return rows;
    } finally {
      await embedder.close();
      await source.close();
      await server.remove();
    }
  };
}

async function findServer(): Promise<{ readonly database: DatabaseSettings; remove(): Promise<void> }> {
  const { database } = readConfig(process.env, process.cwd());
  if (database !== null) return { database, remove: async () => {} };
  const cluster = await createPostgresCluster({ settings: { shared_buffers: '2GB', max_wal_size: '4GB' } });
  return { database: { url: cluster.url(), schema: 'bench', poolSize: 4 }, remove: cluster.remove };
}

function contendersOf(database: DatabaseSettings, passages: number): readonly Contender[] {
  const indexFolder = join(CACHE_FOLDER, `postgres-${passages}`);
  const place = { ...database, schema: `bench_${passages}` };
  return [
    {
      name: 'SQLite + HNSW',
      open: async () => {
        await mkdir(indexFolder, { recursive: true });
        return openLibrary({ indexFolder, database: null }, { dimensions: DIMENSIONS });
      },
      bytes: () => bytesIn(indexFolder),
      remove: () => rm(indexFolder, { recursive: true, force: true }),
    },
    {
      name: 'PostgreSQL + pgvector',
      open: () =>
        openLibrary({ indexFolder, database: place }, { dimensions: DIMENSIONS, isListening: true }),
      bytes: () => bytesOfSchema(place),
      remove: () => dropSchema(place),
    },
  ];
}

async function measureSize(parts: {
  readonly passages: number;
  readonly source: Snapshot;
  readonly questions: readonly BenchQuestion[];
  readonly answerer: Answerer;
  readonly contenders: readonly Contender[];
  readonly context: BenchContext;
}): Promise<readonly Row[]> {
  const { passages, questions, answerer, contenders, context } = parts;
  const measured: Measured[] = [];
  try {
    for (const contender of contenders) {
      await contender.remove();
      measured.push(await fill(contender, parts));
    }
    const tookMs = await askInTurns(measured, { questions, answerer, context });
    const medians = tookMs.map((turns) => turns.map((ms) => quantile(ms, 0.5)));
    const rows: Row[] = [];
    for (const [at, outcome] of measured.entries()) {
      const bytes = await outcome.contender.bytes();
      const ratio = shown(ratioOf(medians[at] as number[], medians[0] as number[]), 2);
      rows.push(
        {
          measured: `asking, ${passages} passages`,
          contender: outcome.contender.name,
          figure: `p50 ${shown(spreadOf(medians[at] as number[]), 2)} ms, p95 ${quantile((tookMs[at] ?? []).flat(), 0.95).toFixed(2)}`,
          compared: `${ratio} of SQLite's; recall@${NEIGHBOURS} ${outcome.recall.toFixed(3)} of exact search`,
        },
        {
          measured: `building, ${passages} passages`,
          contender: outcome.contender.name,
          figure: `${seconds(outcome.storeMs)} to store, ${seconds(outcome.buildMs)} to index`,
          compared: `ten articles more: ${seconds(outcome.addMs)}, swap ${seconds(outcome.swapMs)}; ${(bytes / passages).toFixed(0)} bytes a passage, ${(bytes / BYTES_PER_MB).toFixed(0)} MB`,
        },
      );
    }
    return rows;
  } finally {
    for (const { library } of measured) await library.close();
    for (const contender of contenders) await contender.remove();
  }
}

async function fill(
  contender: Contender,
  { passages, source, context }: { passages: number; source: Snapshot; context: BenchContext },
): Promise<Measured> {
  const library = await contender.open();
  let members: readonly GenerationMember[] = [];
  let shownAt = 0;
  const storeMs = await timed(async () => {
    members = await storeCopies(library, source, {
      passages,
      onProgress: (stored) => {
        if (stored < shownAt) return;
        context.log(`${contender.name}: storing, ${stored} of ${passages}`);
        shownAt += passages / 5;
      },
    });
  });
  context.log(`${contender.name}: indexing ${passages} passages`);
  const build = async (of: readonly GenerationMember[]) =>
    library.buildGeneration({
      members: of,
      modelId: 'synthetic vectors',
      seedsFolder: '/synthetic',
      indexedAt: new Date(0).toISOString(),
    });
  const buildMs = await timed(async () => {
    const { generation } = await build(members);
    await library.serve(generation, {});
  });
  let grown = 0;
  const addMs = await timed(async () => {
    const added = await storeCopies(library, source, { passages: ADDED_PASSAGES, firstCopy: ADDED_COPY });
    grown = (await build([...members, ...added])).generation;
  });
  const swapMs = await timed(async () => {
    await library.serve(grown, {});
    await library.current();
  });
  const snapshot = (await library.current()) as Snapshot;
  context.log(`${contender.name}: comparing with exact search`);
  const recall = await recallOf(snapshot, members);
  return { contender, library, snapshot, storeMs, buildMs, addMs, swapMs, recall };
}

/** Share of the exact neighbours that are found, of vectors mixed from stored ones. */
async function recallOf(snapshot: Snapshot, members: readonly GenerationMember[]): Promise<number> {
  const held: { passageKey: number; vector: Float32Array }[] = [];
  for (const { articleKey } of members) {
    for (const { passageKey, vector } of await snapshot.passagesOf(articleKey))
      held.push({ passageKey, vector });
  }
  const random = createRandom(COMPARED_QUERIES);
  const vectors = held.map(({ vector }) => vector);
  let found = 0;
  for (let query = 0; query < COMPARED_QUERIES; query++) {
    const vector = mixedVector(vectors, random);
    const exact = new Set(searchExactly(vector, held, NEIGHBOURS).map(({ passageKey }) => passageKey));
    const hits = await snapshot.nearest(vector, NEIGHBOURS);
    found += hits.filter(({ passageKey }) => exact.has(passageKey)).length;
  }
  return found / COMPARED_QUERIES / NEIGHBOURS;
}

/** @returns of each library, of each turn: the time of each question; a first turn warms up and is not counted */
async function askInTurns(
  measured: readonly Measured[],
  parts: {
    readonly questions: readonly BenchQuestion[];
    readonly answerer: Answerer;
    readonly context: BenchContext;
  },
): Promise<readonly (readonly (readonly number[])[])[]> {
  const { questions, answerer, context } = parts;
  const turns = measured.map((): number[][] => []);
  for (let round = 0; round <= context.rounds; round++) {
    context.log(`asking, turn ${round} of ${context.rounds}`);
    for (const [at, { snapshot }] of measured.entries()) {
      const tookMs: number[] = [];
      for (const { question } of questions) {
        tookMs.push(await timed(async () => void (await answerer.ask(question, snapshot))));
      }
      if (round > 0) turns[at]?.push(tookMs);
    }
  }
  return turns;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

async function bytesIn(folder: string): Promise<number> {
  const sizes = (await readdir(folder)).map(async (file) => (await stat(join(folder, file))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

async function bytesOfSchema(place: DatabaseSettings): Promise<number> {
  const database = createDatabase({ ...place, poolSize: 1 });
  try {
    const [row] = await database.rows<{ bytes: number }>(
      `SELECT sum(pg_total_relation_size(c.oid))::bigint AS bytes FROM pg_class c
       WHERE c.relnamespace = to_regnamespace($1) AND c.relkind = 'r'`,
      [database.schema],
    );
    return row?.bytes ?? 0;
  } finally {
    await database.close();
  }
}
