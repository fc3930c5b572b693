import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '../../eval/statistics/random.ts';
import { searchExactly } from '../../src/library/exact-search.ts';
import { createVectorIndex, readVectorIndex } from '../../src/library/hnsw/vector-index.ts';
import { readPassages } from '../corpus.ts';
import { CACHE_FOLDER } from '../folders.ts';
import { mixedVector } from '../mixed-vector.ts';
import { quantile, shown, spreadOf } from '../statistics.ts';
import type { Row } from '../table.ts';
import type { BenchContext } from './context.ts';

/** Articles whose vectors the others are mixed from. */
const ARTICLES = 3_000;
const SIZES = [10_000, 100_000] as const;
/** Takes a quarter of an hour to build: measured where it is asked for (`--large`). */
const LARGE = 500_000;
const QUERIES = 300;
const COMPARED_QUERIES = 100;
const NEIGHBOURS = 10;

/** The graph alone, against an exact scan. Vectors past the real ones are mixtures of them with noise. */
export function searchOf(options: { readonly large: boolean }) {
  return async (context: BenchContext): Promise<readonly Row[]> => {
    const { vectorsFile } = await context.indexed(ARTICLES);
    const real = (await readPassages(vectorsFile)).map(({ vector }) => Float32Array.from(vector ?? []));
    const rows: Row[] = [];
    for (const size of options.large ? [...SIZES, LARGE] : SIZES) {
      rows.push(await measure(real, size, context));
    }
    return rows;
  };
}

async function measure(
  real: readonly Float32Array[],
  size: number,
  { rounds, log }: BenchContext,
): Promise<Row> {
  const random = createRandom(size);
  const vectors = Array.from({ length: size }, (_, at) => real[at] ?? mixedVector(real, random));
  const queries = Array.from({ length: QUERIES }, () => mixedVector(real, random));
  log(`building a graph of ${size} vectors`);
  const startedMs = performance.now();
  const built = createVectorIndex(real[0]?.length ?? 0, size);
  for (const [label, vector] of vectors.entries()) built.add(label, vector);
  const buildSeconds = (performance.now() - startedMs) / 1000;
  const file = join(CACHE_FOLDER, 'graph.bin');
  await mkdir(CACHE_FOLDER, { recursive: true });
  await built.write(file);
  const { size: bytes } = await stat(file);
  const index = await readVectorIndex(file, real[0]?.length ?? 0);
  await rm(file);

  const tookMs = Array.from({ length: rounds }, () =>
    queries.map((query) => {
      const askedMs = performance.now();
      index.search(query, NEIGHBOURS);
      return performance.now() - askedMs;
    }),
  );
  let found = 0;
  for (const query of queries.slice(0, COMPARED_QUERIES)) {
    const candidates = vectors.map((vector, passageKey) => ({ passageKey, vector }));
    const exact = new Set(searchExactly(query, candidates, NEIGHBOURS).map(({ passageKey }) => passageKey));
    found += index.search(query, NEIGHBOURS).filter(({ label }) => exact.has(label)).length;
  }
  return {
    measured: `search alone, ${size} vectors`,
    contender: 'HNSW',
    figure: `p50 ${shown(spreadOf(tookMs.map((ms) => quantile(ms, 0.5))), 2)} ms, p95 ${quantile(tookMs.flat(), 0.95).toFixed(2)}`,
    compared: `recall@10 ${(found / COMPARED_QUERIES / NEIGHBOURS).toFixed(3)} of exact search; built in ${buildSeconds.toFixed(0)} s, ${(bytes / size).toFixed(0)} bytes a vector`,
  };
}
