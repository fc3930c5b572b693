import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '../../eval/statistics/random.ts';
import { createAnswerer } from '../../src/answer/answerer.ts';
import { DEFAULT_FOLDERS } from '../../src/config.ts';
import { createTransformersEmbedder } from '../../src/embedding/transformers-embedder.ts';
import type {
  GenerationMember,
  Library,
  Snapshot,
  StoredArticle,
  StoredPassage,
} from '../../src/library/library.ts';
import { createSqliteLibrary } from '../../src/library/sqlite/sqlite-library.ts';
import { silentLog } from '../../src/log.ts';
import { CACHE_FOLDER } from '../folders.ts';
import { mixedVector } from '../mixed-vector.ts';
import { quantile, shown, spreadOf } from '../statistics.ts';
import type { Row } from '../table.ts';
import type { BenchContext } from './context.ts';

/** Articles that the others are copies of, with vectors of their own. */
const ARTICLES = 3_000;
const PASSAGES = 500_000;
const ADDED_ARTICLES = 10;
const DIMENSIONS = 384;
const MODEL_ID = 'synthetic vectors';

/**
 * An index of half a million passages: texts and token codes of some articles again and again, each time with other
 * vectors, mixed from real ones. How fast it is, not how well it answers.
 */
export async function large(context: BenchContext): Promise<readonly Row[]> {
  const { corpus, indexFolder } = await context.indexed(ARTICLES);
  const folder = join(CACHE_FOLDER, 'large-index');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const library = await createSqliteLibrary({ folder, dimensions: DIMENSIONS });
  const articles = await readArticles(indexFolder);
  const store = createCopier(library, articles);
  const members = await store({ passages: PASSAGES }, context.log);
  const buildMs = await timed(() => build(library, members, context));
  const reader = await createSqliteLibrary({ folder, dimensions: DIMENSIONS });
  let snapshot: Snapshot | null = null;
  const openMs = await timed(async () => {
    snapshot = await reader.current();
  });
  const asked = await ask(snapshot as unknown as Snapshot, corpus.questions, context);
  context.log(`${ADDED_ARTICLES} more articles`);
  let generation = 0;
  const addMs = await timed(async () => {
    const added = await store({ articles: ADDED_ARTICLES }, context.log);
    generation = (await library.buildGeneration(buildOf([...members, ...added]))).generation;
  });
  const swapMs = await timed(() => library.serve(generation, {}));
  const reloadMs = await timed(async () => {
    await reader.current();
  });
  const bytes = await bytesIn(folder);
  await library.close();
  await reader.close();
  await rm(folder, { recursive: true, force: true });

  const row = (contender: string, figure: string, compared: string): Row => ({
    measured: `${PASSAGES} passages, synthetic vectors`,
    contender,
    figure,
    compared,
  });
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  return [
    row(
      'the graph from nothing',
      seconds(buildMs),
      `${(bytes / PASSAGES).toFixed(0)} bytes a passage, of both generations`,
    ),
    row('open', seconds(openMs), ''),
    row(
      'ask',
      `p50 ${shown(spreadOf(asked.map((ms) => quantile(ms, 0.5))), 2)} ms`,
      `p95 ${quantile(asked.flat(), 0.95).toFixed(2)} ms`,
    ),
    row(`add ${ADDED_ARTICLES} articles`, seconds(addMs), 'graph read, grown and written'),
    row('swap', seconds(swapMs), `a reader follows in ${seconds(reloadMs)}`),
  ];
}

/** An article with its passages, to be stored again and again. */
interface Original {
  readonly article: StoredArticle;
  readonly passages: readonly StoredPassage[];
}

async function readArticles(indexFolder: string): Promise<readonly Original[]> {
  const source = await createSqliteLibrary({ folder: indexFolder, dimensions: DIMENSIONS });
  const snapshot = (await source.current()) as Snapshot;
  const originals: Original[] = [];
  for (const { articleKey } of await snapshot.articles()) {
    const article = await snapshot.article(articleKey);
    if (article !== null) originals.push({ article, passages: await snapshot.passagesOf(articleKey) });
  }
  await source.close();
  return originals;
}

/** Stores copies of articles, each with vectors of its own, until there are so many passages or articles. */
function createCopier(library: Library, originals: readonly Original[]) {
  const real = originals.flatMap(({ passages }) => passages.map(({ vector }) => vector));
  const random = createRandom(PASSAGES);
  let copies = 0;

  async function storeCopy({ article, passages }: Original): Promise<GenerationMember> {
    const copy = copies++;
    const evidenceHash = ({ passageKey }: StoredPassage) => `${copy}:${passageKey}`;
    const articleKey = await library.storeArticle({
      article: { ...article, id: `${article.id}-${copy}` },
      versionHash: `${copy}:${article.articleKey}`,
      signature: article.signature,
      passages: passages.map((passage) => ({
        span: passage.span,
        evidenceHash: evidenceHash(passage),
        pieces: 0,
      })),
      evidence: new Map(
        passages.map((passage) => [evidenceHash(passage), { ...passage, vector: mixedVector(real, random) }]),
      ),
    });
    return { articleKey, file: 'synthetic.jsonl', duplicateOf: null, exactCopy: false };
  }

  return async (
    { passages = Number.POSITIVE_INFINITY, articles = Number.POSITIVE_INFINITY },
    log: (message: string) => void,
  ): Promise<GenerationMember[]> => {
    const members: GenerationMember[] = [];
    let stored = 0;
    while (stored < passages && members.length < articles) {
      const original = originals[members.length % originals.length] as Original;
      if (members.length % originals.length === 0) log(`storing passages: ${stored}`);
      members.push(await storeCopy(original));
      stored += original.passages.length;
    }
    return members;
  };
}

const buildOf = (members: readonly GenerationMember[]) => ({
  members,
  modelId: MODEL_ID,
  seedsFolder: '/synthetic',
  indexedAt: new Date(0).toISOString(),
});

async function build(
  library: Library,
  members: readonly GenerationMember[],
  { log }: BenchContext,
): Promise<void> {
  let shownAt = 0;
  const { generation } = await library.buildGeneration({
    ...buildOf(members),
    onProgress: (done, total) => {
      if (done < shownAt) return;
      log(`building the graph: ${done} of ${total}`);
      shownAt += total / 10;
    },
  });
  await library.serve(generation, {});
}

async function ask(
  snapshot: Snapshot,
  questions: readonly { readonly question: string }[],
  { rounds }: BenchContext,
): Promise<readonly (readonly number[])[]> {
  const embedder = await createTransformersEmbedder({ modelFolder: DEFAULT_FOLDERS.model });
  const answerer = createAnswerer({
    embedder,
    log: silentLog,
    clock: () => new Date(),
    monotonicMs: () => performance.now(),
  });
  const turns: number[][] = [];
  // The first turn warms up and is not counted.
  for (let round = 0; round <= rounds; round++) {
    const tookMs: number[] = [];
    for (const { question } of questions) {
      tookMs.push(await timed(async () => void (await answerer.ask(question, snapshot))));
    }
    if (round > 0) turns.push(tookMs);
  }
  await embedder.close();
  return turns;
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
