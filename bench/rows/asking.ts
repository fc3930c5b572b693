import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeArgs } from '../../src/node-args.ts';
import type { IndexedCorpus } from '../big-corpus.ts';
import { type ContenderProcess, type ContenderProgram, startContender } from '../contender-process.ts';
import { CACHE_FOLDER } from '../folders.ts';
import { installPeers } from '../peers.ts';
import { quantile, ratioOf, shown, spreadOf } from '../statistics.ts';
import type { Row } from '../table.ts';
import type { BenchContext } from './context.ts';

/** About 10,000 passages. */
const ARTICLES = 3_000;
const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

interface Entry {
  readonly program: ContenderProgram;
  /** What the contender's own index takes on disk. */
  readonly folder: string;
}

/** One question after the other in warm processes, start to first answer, and sizes, in turns with the peers. */
export async function asking(context: BenchContext): Promise<readonly Row[]> {
  await installPeers();
  const indexed = await context.indexed(ARTICLES);
  const entries = await prepare(indexed, context);
  return [
    ...(await sizes(entries, indexed)),
    ...(await starts(entries, indexed, context)),
    ...(await questions(entries, indexed, context)),
  ];
}

async function prepare(indexed: IndexedCorpus, context: BenchContext): Promise<readonly Entry[]> {
  const peers: readonly ContenderProgram[] = [
    { name: 'plain way, as it is', program: 'plain' },
    { name: 'plain way, at its fairest', program: 'plain', args: ['fairest'] },
    { name: 'LanceDB, vectors', program: 'lancedb' },
    { name: 'LanceDB, hybrid', program: 'lancedb', args: ['hybrid'] },
    { name: 'Orama, vectors', program: 'orama' },
    { name: 'Orama, hybrid', program: 'orama', args: ['hybrid'] },
    { name: 'Vectra', program: 'vectra' },
  ];
  const entries: Entry[] = [
    { program: { name: 'bound: a bare question', program: 'bare-question' }, folder: '' },
    {
      program: { name: 'Dateline', program: 'dateline', args: ['1', indexed.corpus.seedsFolder] },
      folder: indexed.indexFolder,
    },
  ];
  for (const program of peers) {
    context.log(`storing the passages: ${program.name}`);
    const folder = join(CACHE_FOLDER, `peer-${program.program}`);
    if (!entries.some((entry) => entry.folder === folder)) {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      const contender = await startContender(program);
      await contender.run({ kind: 'index', passagesFile: indexed.vectorsFile, folder });
      await contender.close();
    }
    entries.push({ program, folder });
  }
  return entries;
}

async function questions(
  entries: readonly Entry[],
  { corpus }: IndexedCorpus,
  context: BenchContext,
): Promise<readonly Row[]> {
  const contenders: ContenderProcess[] = [];
  for (const { program, folder } of entries) {
    const contender = await startContender(program);
    await contender.run({ kind: 'open', folder });
    contenders.push(contender);
  }
  const rows: Row[] = [];
  const alone = await inTurns(contenders, corpus.questions, context, 'asking');
  rows.push(...rowsOf(`asking, ${corpus.passages} passages`, contenders, alone));

  const background = startReindexing(corpus.seedsFolder);
  const busy = await inTurns(contenders, corpus.questions, context, 'asking while a reindex runs');
  await background.stop();
  rows.push(...rowsOf('asking while a reindex runs', contenders, busy));
  for (const contender of contenders) await contender.close();
  return rows;
}

interface Turns {
  /** Of each contender, of each turn: the time of each question. */
  readonly tookMs: readonly (readonly (readonly number[])[])[];
  readonly rightShare: readonly number[];
}

async function inTurns(
  contenders: readonly ContenderProcess[],
  asked: IndexedCorpus['corpus']['questions'],
  { rounds, log }: BenchContext,
  what: string,
): Promise<Turns> {
  const tookMs = contenders.map((): number[][] => []);
  const rightShare = contenders.map(() => 0);
  for (let round = 0; round <= rounds; round++) {
    log(`${what}, turn ${round} of ${rounds}`);
    for (const [at, contender] of contenders.entries()) {
      const result = await contender.run({ kind: 'ask', questions: asked });
      rightShare[at] = result.right / asked.length;
      if (round > 0) tookMs[at]?.push([...result.tookMs]);
    }
  }
  return { tookMs, rightShare };
}

function rowsOf(measured: string, contenders: readonly ContenderProcess[], turns: Turns): readonly Row[] {
  const medians = turns.tookMs.map((rounds) => rounds.map((ms) => quantile(ms, 0.5)));
  return contenders.map(({ name, peak }, at): Row => {
    const all = (turns.tookMs[at] ?? []).flat();
    const right = turns.rightShare[at] as number;
    return {
      measured,
      contender: name,
      figure: `p50 ${shown(spreadOf(medians[at] as number[]), 2)} ms, p95 ${quantile(all, 0.95).toFixed(2)}, p99 ${quantile(all, 0.99).toFixed(2)}`,
      compared: [
        `${shown(ratioOf(medians[at] as number[], medians[0] as number[]), 2)} of the bound`,
        ...(at === 0 ? [] : [`first text right ${right.toFixed(2)}`]),
        `peak ${peak().ownMb.toFixed(0)} MB`,
      ].join('; '),
    };
  });
}

/** Rebuilds an index of the same texts from nothing, again and again, until it is stopped. */
function startReindexing(seedsFolder: string): { stop(): Promise<void> } {
  let child: ChildProcess | null = null;
  let stopped = false;
  const running = (async () => {
    while (!stopped) {
      const folder = await mkdtemp(join(tmpdir(), 'dateline-bench-'));
      const args = [...nodeArgs(), MAIN, 'reindex', '--seeds', seedsFolder, '--index', folder];
      child = spawn(process.execPath, args, { stdio: 'ignore', detached: true });
      await new Promise((resolve) => child?.once('exit', resolve));
      await rm(folder, { recursive: true, force: true });
    }
  })();
  return {
    async stop() {
      stopped = true;
      // The whole group: the processes that embed, too.
      if (child?.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
      await running;
    },
  };
}

async function starts(
  entries: readonly Entry[],
  { corpus }: IndexedCorpus,
  { rounds, log }: BenchContext,
): Promise<readonly Row[]> {
  // The bound has nothing to start.
  const started = entries.slice(1);
  const tookMs = started.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    log(`start to first answer, turn ${round + 1} of ${rounds}`);
    for (const [at, { program, folder }] of started.entries()) {
      const startedMs = performance.now();
      const contender = await startContender(program);
      await contender.run({ kind: 'open', folder });
      await contender.run({ kind: 'ask', questions: corpus.questions.slice(0, 1) });
      tookMs[at]?.push(performance.now() - startedMs);
      await contender.close();
    }
  }
  return started.map(
    ({ program }, at): Row => ({
      measured: `start to first answer, ${corpus.passages} passages`,
      contender: program.name,
      figure: `${shown(spreadOf(tookMs[at] as number[]), 0)} ms`,
      compared:
        at === 0 ? '' : `${shown(ratioOf(tookMs[at] as number[], tookMs[0] as number[]), 2)} of Dateline`,
    }),
  );
}

async function sizes(entries: readonly Entry[], { corpus }: IndexedCorpus): Promise<readonly Row[]> {
  const folders = new Map(entries.slice(1).map(({ program, folder }) => [folder, program.name]));
  const rows: Row[] = [];
  for (const [folder, name] of folders) {
    const perPassage = (await bytesBelow(folder)) / corpus.passages;
    rows.push({
      measured: 'size on disk a passage',
      contender: name.split(',')[0] as string,
      figure: `${perPassage.toFixed(0)} bytes`,
      compared: name === 'Dateline' ? 'texts, vectors, token codes, keywords and the graph' : '',
    });
  }
  return rows;
}

async function bytesBelow(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  }
  return bytes;
}
