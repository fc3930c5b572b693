// How fast and how large, measured side by side in one run: `npm run bench -- SEEDS_DIR`. Machines are noisy;
// ratios within one run hold better than figures of two.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline, env as transformersEnvironment } from '@xenova/transformers';
import { createAnswerer } from '../src/answer/answerer.ts';
import { DEFAULT_FOLDERS } from '../src/config.ts';
import { passagesOf } from '../src/corpus/passages.ts';
import { readOwnQuestions } from '../src/corpus/seeds/own-questions.ts';
import { readSeeds } from '../src/corpus/seeds/read-seeds.ts';
import { createTransformersEmbedder } from '../src/embedding/transformers-embedder.ts';
import { buildIndex } from '../src/indexing/build-index.ts';
import { createLocalEvidence, type EvidenceSource } from '../src/indexing/evidence.ts';
import { createEvidencePool } from '../src/indexing/evidence-pool.ts';
import type { Snapshot } from '../src/library/library.ts';
import { createSqliteLibrary } from '../src/library/sqlite/sqlite-library.ts';
import { silentLog } from '../src/log.ts';

/** Passages in each timing of an embedder. */
const TIMED_PASSAGES = 200;
/** Questions asked of the warm index. */
const TIMED_QUESTIONS = 200;

const seeds = resolve(process.argv[2] ?? DEFAULT_FOLDERS.seeds);
const modelFolder = DEFAULT_FOLDERS.model;
const embedder = await createTransformersEmbedder({ modelFolder });
const { articles } = await readSeeds(seeds);
const passages = articles.flatMap(({ article }) =>
  passagesOf(article, embedder.tokenize).map((passage) => ({
    passage,
    text: article.text.slice(passage.start, passage.end),
  })),
);
const timed = Array.from(
  { length: TIMED_PASSAGES },
  (_, i) => passages[i % passages.length] as (typeof passages)[number],
);

console.log(`${articles.length} articles, ${passages.length} passages, ${availableParallelism()} cores`);

async function rate(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return TIMED_PASSAGES / ((performance.now() - startedMs) / 1000);
}

async function evidenceRate(source: EvidenceSource): Promise<number> {
  await source.collect((timed[0] as (typeof timed)[number]).passage);
  const queue = [...timed];
  const worker = async () => {
    for (let next = queue.pop(); next; next = queue.pop()) await source.collect(next.passage);
  };
  const result = await rate(() => Promise.all(Array.from({ length: source.parallel }, worker)));
  await source.close();
  return result;
}

transformersEnvironment.allowRemoteModels = false;
transformersEnvironment.localModelPath = resolve(modelFolder, '..');
const plain = await pipeline('feature-extraction', 'model', { quantized: true });
const plainRate = await rate(async () => {
  for (const { text } of timed) await plain(text, { pooling: 'mean', normalize: true });
});
const oneRate = await evidenceRate(createLocalEvidence(embedder));
const poolRate = await evidenceRate(createEvidencePool({ modelFolder, processes: availableParallelism() }));
const ratio = (value: number) =>
  `${value.toFixed(0)} passages/s, ${(value / plainRate).toFixed(2)} of the plain pipeline`;
console.log(`embedding, the library's own pipeline: ${plainRate.toFixed(0)} passages/s (vectors only)`);
console.log(`embedding, one process: ${ratio(oneRate)} (vectors and token codes)`);
console.log(`embedding, a process a core: ${ratio(poolRate)}`);

const folder = await mkdtemp(join(tmpdir(), 'dateline-bench-'));
try {
  const library = await createSqliteLibrary({ folder, dimensions: embedder.dimensions });
  const build = () =>
    buildIndex({
      library,
      embedder,
      openEvidence: () => createEvidencePool({ modelFolder, processes: availableParallelism() }),
      seedsFolder: seeds,
      clock: () => new Date(),
      onProgress: () => {},
    });
  const first = await build();
  const second = await build();
  console.log(
    `reindex: ${(first.tookMs / 1000).toFixed(1)} s; again with nothing changed: ${(second.tookMs / 1000).toFixed(2)} s, ${(second.tookMs / first.tookMs).toFixed(3)} of it`,
  );

  const snapshot = (await library.current()) as Snapshot;
  const answerer = createAnswerer({
    embedder,
    log: silentLog,
    clock: () => new Date(),
    monotonicMs: () => performance.now(),
  });
  const own = (await readOwnQuestions(seeds)).map(({ question }) => question);
  const questions =
    own.length > 0 ? own : articles.slice(0, TIMED_QUESTIONS).map(({ article }) => article.title);
  const tookMs: number[] = [];
  for (let i = 0; i < TIMED_QUESTIONS; i++) {
    tookMs.push((await answerer.ask(questions[i % questions.length] as string, snapshot)).tookMs);
  }
  tookMs.sort((a, b) => a - b);
  const quantile = (share: number) => (tookMs[Math.floor(share * (tookMs.length - 1))] as number).toFixed(1);
  console.log(`a question, warm: ${quantile(0.5)} ms median, ${quantile(0.95)} ms at 95 %`);
  console.log(`memory of this process: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB at its peak`);
  await library.close();
} finally {
  await rm(folder, { recursive: true, force: true });
}

const startedMs = performance.now();
execFileSync('npm', ['start', '--silent'], { input: '\n', cwd: resolve(modelFolder, '../..') });
console.log(
  `npm start to its end with an index there and no question: ${(performance.now() - startedMs).toFixed(0)} ms`,
);
await embedder.close();
