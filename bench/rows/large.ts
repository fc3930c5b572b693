import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { GenerationMember, Library, Snapshot } from '../../src/library/library.ts';
import { createSqliteLibrary } from '../../src/library/sqlite/sqlite-library.ts';
import { type ContenderProcess, startContender } from '../contender-process.ts';
import type { BenchQuestion } from '../contenders/contract.ts';
import { CACHE_FOLDER } from '../folders.ts';
import { quantile, shown, spreadOf } from '../statistics.ts';
import { storeCopies } from '../synthetic-library.ts';
import { type Row, tableOf } from '../table.ts';
import type { BenchContext } from './context.ts';

/** Articles that the others are copies of, with vectors of their own. */
const ARTICLES = 3_000;
/** About ten articles. */
const ADDED_PASSAGES = 34;
/** Beyond any copy of the first build. */
const ADDED_COPY = 1_000_000;
const DIMENSIONS = 384;
const MODEL_ID = 'synthetic vectors';

/**
 * An index of so many passages: texts and token codes of some articles again and again, each time with other vectors,
 * mixed from real ones. How fast and how large it is, not how well it answers; a process of its own answers.
 */
export function largeOf(passages: number) {
  return async (context: BenchContext): Promise<readonly Row[]> => {
    const { corpus, indexFolder } = await context.indexed(ARTICLES);
    const folder = join(CACHE_FOLDER, 'large-index');
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const rows: Row[] = [];
    const tell = (contender: string, figure: string, compared: string) => {
      const row = { measured: `${passages} passages, synthetic vectors`, contender, figure, compared };
      // Told at once: what follows may take long, or fail.
      context.log(tableOf([row]));
      rows.push(row);
    };

    const built = await withLibrary(folder, (library) => build(library, indexFolder, passages, context));
    const bytes = (await bytesIn(folder)) / passages;
    tell('the graph from nothing', seconds(built.tookMs), `${bytes.toFixed(0)} bytes a passage on disk`);

    const reader = await startContender({ name: 'the answering process', program: 'dateline' });
    const emptyMb = reader.heldMb();
    const memory = () => memoryOf(reader, emptyMb, passages);
    tell('open', seconds(await open(reader, folder)), memory());
    const asked = await ask(reader, corpus.questions, context);
    const p50 = spreadOf(asked.map((ms) => quantile(ms, 0.5)));
    const p95 = quantile(asked.flat(), 0.95).toFixed(2);
    tell('ask', `p50 ${shown(p50, 2)} ms, p95 ${p95}`, memory());

    context.log('ten more articles');
    const added = await withLibrary(folder, (library) => add(library, indexFolder, built.members));
    tell('ten more articles', seconds(added.addMs), 'graph read, grown and written');
    const follows = `the answering process follows in ${seconds(await open(reader, folder))}`;
    tell('swap', seconds(added.swapMs), follows);
    await reader.close();
    await rm(folder, { recursive: true, force: true });
    return rows;
  };
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** Opens a library for some work; what it has built is let go of, as when the process of a rebuild ends. */
async function withLibrary<T>(folder: string, work: (library: Library) => Promise<T>): Promise<T> {
  const library = await createSqliteLibrary({ folder, dimensions: DIMENSIONS });
  try {
    return await work(library);
  } finally {
    await library.close();
  }
}

/** Stores copies of an index's articles. */
function store(
  library: Library,
  indexFolder: string,
  options: Parameters<typeof storeCopies>[2],
): Promise<readonly GenerationMember[]> {
  return withLibrary(indexFolder, async (source) =>
    storeCopies(library, (await source.current()) as Snapshot, options),
  );
}

const buildOf = (members: readonly GenerationMember[]) => ({
  members,
  modelId: MODEL_ID,
  seedsFolder: '/synthetic',
  indexedAt: new Date(0).toISOString(),
});

async function build(
  library: Library,
  indexFolder: string,
  passages: number,
  { log }: BenchContext,
): Promise<{ readonly members: readonly GenerationMember[]; readonly tookMs: number }> {
  const members = await store(library, indexFolder, {
    passages,
    onProgress: tenths((stored) => log(`storing passages: ${stored} of ${passages}`), passages),
  });
  const onProgress = tenths((done) => log(`building the graph: ${done} of ${passages}`), passages);
  const tookMs = await timed(async () => {
    const { generation } = await library.buildGeneration({ ...buildOf(members), onProgress });
    await library.serve(generation, {});
  });
  return { members, tookMs };
}

/** Tells at every tenth of the way. */
function tenths(tell: (done: number) => void, total: number): (done: number) => void {
  let next = 0;
  return (done) => {
    if (done < next) return;
    tell(done);
    next += total / 10;
  };
}

async function add(
  library: Library,
  indexFolder: string,
  members: readonly GenerationMember[],
): Promise<{ readonly addMs: number; readonly swapMs: number }> {
  let generation = 0;
  const addMs = await timed(async () => {
    const added = await store(library, indexFolder, { passages: ADDED_PASSAGES, firstCopy: ADDED_COPY });
    generation = (await library.buildGeneration(buildOf([...members, ...added]))).generation;
  });
  return { addMs, swapMs: await timed(() => library.serve(generation, {})) };
}

async function open(reader: ContenderProcess, folder: string): Promise<number> {
  return (await reader.run({ kind: 'open', folder })).tookMs[0] as number;
}

async function ask(
  reader: ContenderProcess,
  questions: readonly BenchQuestion[],
  { rounds }: BenchContext,
): Promise<readonly (readonly number[])[]> {
  const turns: (readonly number[])[] = [];
  // The first turn warms up and is not counted.
  for (let round = 0; round <= rounds; round++) {
    const { tookMs } = await reader.run({ kind: 'ask', questions });
    if (round > 0) turns.push(tookMs);
  }
  return turns;
}

/** What a process holds, and how much of it the index makes, which was not open when it held `emptyMb`. */
function memoryOf(reader: ContenderProcess, emptyMb: number, passages: number): string {
  const nowMb = reader.heldMb();
  const bytes = ((nowMb - emptyMb) * 1024 * 1024) / passages;
  return `then holds ${nowMb.toFixed(0)} MB, ${bytes.toFixed(0)} bytes a passage besides ${emptyMb.toFixed(0)} MB`;
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

async function bytesIn(folder: string): Promise<number> {
  const sizes = (await readdir(folder)).map(async (file) => (await stat(join(folder, file))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
