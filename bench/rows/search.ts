import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '../../eval/statistics/random.ts';
import { searchEachExactly } from '../../src/library/exact-search.ts';
import { createVectorIndex, type VectorIndex } from '../../src/library/hnsw/vector-index.ts';
import { readPassages } from '../corpus.ts';
import { CACHE_FOLDER } from '../folders.ts';
import { mixedVector } from '../mixed-vector.ts';
import { quantile, shown, spreadOf } from '../statistics.ts';
import { type Row, tableOf } from '../table.ts';
import type { BenchContext } from './context.ts';

/** Articles whose vectors the others are mixed from. */
const ARTICLES = 3_000;
const SIZES = [10_000, 100_000] as const;
/** Takes some minutes and 900 MB to build: measured where it is asked for (`--large`). */
const LARGE = 500_000;
const QUERIES = 300;
const COMPARED_QUERIES = 100;
/** As many as a question takes. */
const NEIGHBOURS = 80;
const NEAREST = 10;
/** Progress is told so often while a graph is built. */
const TOLD_VECTORS = 50_000;

/** The graph alone, against an exact scan. Vectors past the real ones are mixtures of them with noise. */
export function searchOf(options: { readonly large: boolean }) {
  return async (context: BenchContext): Promise<readonly Row[]> => {
    const { vectorsFile } = await context.indexed(ARTICLES);
    const real = (await readPassages(vectorsFile)).map(({ vector }) => Float32Array.from(vector ?? []));
    const rows: Row[] = [];
    for (const size of options.large ? [...SIZES, LARGE] : SIZES) {
      const row = await measure(real, size, context);
      // Told at once: the next may take long.
      context.log(tableOf([row]));
      rows.push(row);
    }
    return rows;
  };
}

async function measure(
  real: readonly Float32Array[],
  size: number,
  { rounds, log }: BenchContext,
): Promise<Row> {
  const startedMs = performance.now();
  const index = build(real, size, log);
  const buildSeconds = (performance.now() - startedMs) / 1000;
  const bytes = await bytesOf(index);
  const random = createRandom(size + 1);
  const queries = Array.from({ length: QUERIES }, () => mixedVector(real, random));
  const tookMs = Array.from({ length: rounds }, () =>
    queries.map((query) => {
      const askedMs = performance.now();
      index.search(query, NEIGHBOURS);
      return performance.now() - askedMs;
    }),
  );
  log(`searching ${size} vectors exactly`);
  const recalls = recallOf(index, queries.slice(0, COMPARED_QUERIES), vectorsOf(real, size));
  const p50 = spreadOf(tookMs.map((ms) => quantile(ms, 0.5)));
  const recall = `recall@${NEAREST} ${recalls.nearest.toFixed(3)}, recall@${NEIGHBOURS} ${recalls.all.toFixed(3)} of exact search`;
  return {
    measured: `search alone, ${size} vectors, the ${NEIGHBOURS} nearest`,
    contender: 'HNSW',
    figure: `p50 ${shown(p50, 2)} ms, p95 ${quantile(tookMs.flat(), 0.95).toFixed(2)}`,
    compared: `${recall}; built in ${buildSeconds.toFixed(0)} s, ${(bytes / size).toFixed(0)} bytes a vector`,
  };
}

/** The same for the same size: made again where they are needed again, as half a million take 800 MB. */
function* vectorsOf(real: readonly Float32Array[], size: number) {
  const random = createRandom(size);
  for (let passageKey = 0; passageKey < size; passageKey++) {
    yield { passageKey, vector: real[passageKey] ?? mixedVector(real, random) };
  }
}

function build(real: readonly Float32Array[], size: number, log: BenchContext['log']): VectorIndex {
  const index = createVectorIndex(real[0]?.length ?? 0, size);
  for (const { passageKey, vector } of vectorsOf(real, size)) {
    if (passageKey % TOLD_VECTORS === 0) log(`building a graph: ${passageKey} of ${size} vectors`);
    index.add(passageKey, vector);
  }
  return index;
}

/** Bytes of an index as a file. */
async function bytesOf(index: VectorIndex): Promise<number> {
  const file = join(CACHE_FOLDER, 'graph.bin');
  await mkdir(CACHE_FOLDER, { recursive: true });
  await index.write(file);
  const { size } = await stat(file);
  await rm(file);
  return size;
}

/** Shares (0…1) of the exact neighbours that the index finds: of the nearest few, and of all. */
function recallOf(
  index: VectorIndex,
  queries: readonly Float32Array[],
  vectors: ReturnType<typeof vectorsOf>,
): { readonly nearest: number; readonly all: number } {
  const exact = searchEachExactly(queries, vectors, NEIGHBOURS).map((best) =>
    best.map(({ passageKey }) => passageKey),
  );
  const found = queries.map((query) => index.search(query, NEIGHBOURS).map(({ label }) => label));
  const share = (limit: number) => {
    const counts = exact.map((best, at) => {
      const wanted = new Set(best.slice(0, limit));
      return found[at]?.slice(0, limit).filter((label) => wanted.has(label)).length ?? 0;
    });
    return counts.reduce((sum, count) => sum + count, 0) / queries.length / limit;
  };
  return { nearest: share(NEAREST), all: share(NEIGHBOURS) };
}
