import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { makeCorpus } from '../corpus.ts';
import { CACHE_FOLDER } from '../folders.ts';
import { type PeakMemory, watchMemory } from '../peak-memory.ts';
import type { Row } from '../table.ts';
import type { BenchContext } from './context.ts';

/** About 50,000 passages. */
const ARTICLES = 15_000;
const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/**
 * The most memory that each process holds: those of a full reindex, and one that answers from its outcome while
 * another full reindex runs beside it, as the bot does.
 */
export async function memory(context: BenchContext): Promise<readonly Row[]> {
  const corpus = await makeCorpus({ articles: ARTICLES, data: context.data });
  const indexFolder = join(CACHE_FOLDER, 'memory-index');
  const otherFolder = join(CACHE_FOLDER, 'memory-other');
  for (const folder of [indexFolder, otherFolder]) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
  }
  context.log(`a full reindex of ${corpus.passages} passages`);
  const first = await watched(dateline('reindex', corpus.seedsFolder, indexFolder));
  context.log('questions beside another full reindex');
  const asker = dateline('ask', corpus.seedsFolder, indexFolder, ['-', '--json']);
  const answering = watched(asker);
  const indexer = dateline('reindex', corpus.seedsFolder, otherFolder);
  const indexing = watched(indexer);
  await askUntil(asker, corpus.questions, () => indexer.exitCode !== null);
  const [asking, second] = [await answering, await indexing];
  await rm(otherFolder, { recursive: true, force: true });
  const measured = `peak memory, ${corpus.passages} passages`;
  const shownMb = ({ ownMb, othersMb }: PeakMemory) =>
    [ownMb, ...othersMb].map((mb) => mb.toFixed(0)).join(' + ');
  // The process that only waits for a reindex is, of a bot, the bot itself.
  const withBot = asking.ownMb + second.togetherMb - second.ownMb;
  return [
    {
      measured,
      contender: 'a full reindex: waiting + working processes',
      figure: `${shownMb(first)} MB`,
      compared: `${first.togetherMb.toFixed(0)} MB at one moment`,
    },
    {
      measured,
      contender: 'answering, beside a full reindex',
      figure: `${shownMb(asking)} MB`,
      compared: `at most ${withBot.toFixed(0)} MB with the processes that index, as of a bot`,
    },
  ];
}

function dateline(
  command: string,
  seedsFolder: string,
  indexFolder: string,
  words: readonly string[] = [],
): ChildProcess {
  const folders = ['--seeds', seedsFolder, '--index', indexFolder];
  return spawn(
    process.execPath,
    ['--import', import.meta.resolve('#typescript'), MAIN, command, ...words, ...folders],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
}

/** Waits for a process, following its memory. */
async function watched(child: ChildProcess): Promise<PeakMemory> {
  const memory = watchMemory(child.pid as number);
  child.stdout?.resume();
  const code = await new Promise((resolve) => child.once('exit', resolve));
  memory.stop();
  if (code !== 0) throw new Error(`a process of the bench ended with exit code ${code}`);
  return memory.peak();
}

/** Asks one question after the other, waiting for each answer, until there is an end of it. */
async function askUntil(
  child: ChildProcess,
  questions: readonly { readonly question: string }[],
  isOver: () => boolean,
): Promise<void> {
  const answers = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  for (let asked = 0; !isOver(); asked++) {
    child.stdin?.write(`${questions[asked % questions.length]?.question}\n`);
    await answers.next();
  }
  child.stdin?.end();
}
