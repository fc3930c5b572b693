import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as passing } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ANSWERING_YOUNG_MB, nodeArgs } from '../../src/node-args.ts';
import { makeCorpus } from '../corpus.ts';
import { CACHE_FOLDER } from '../folders.ts';
import { type PeakMemory, watchMemory } from '../peak-memory.ts';
import type { Row } from '../table.ts';
import type { BenchContext } from './context.ts';

/** About 50,000 passages. */
const ARTICLES = 15_000;
/** Different ones: what was asked a moment ago is answered from memory. */
const QUESTIONS = 2_000;
/** As a busy community would; without a pause they would take the cores from the indexer, which yields. */
const QUESTIONS_PER_SECOND = 10;
const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/**
 * The most memory that each process holds: those of a full reindex, and one that answers from its outcome while
 * another full reindex runs beside it, as the bot does.
 */
export async function memory(context: BenchContext): Promise<readonly Row[]> {
  const corpus = await makeCorpus({ articles: ARTICLES, data: context.data, questions: QUESTIONS });
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
  await askUntil(asker, corpus.questions, indexing);
  const [asking, second] = [await answering, await indexing];
  await rm(otherFolder, { recursive: true, force: true });
  const measured = `peak memory, ${corpus.passages} passages`;
  const shownMb = ({ ownMb, othersMb }: PeakMemory) =>
    [ownMb, ...othersMb].map((mb) => mb.toFixed(0)).join(' + ');
  // The process that only waits for a reindex is, of a bot, the bot itself.
  const withBotMb = asking.ownMb + second.othersTogetherMb;
  const withBotAnonymousMb = asking.ownAnonymousMb + second.othersTogetherAnonymousMb;
  return [
    {
      measured,
      contender: 'a full reindex: waiting + working processes',
      figure: `${shownMb(first)} MB`,
      compared: `${first.togetherMb.toFixed(0)} MB at one moment`,
    },
    {
      measured,
      contender: `answering ${QUESTIONS_PER_SECOND} questions a second, beside a full reindex`,
      figure: `${shownMb(asking)} MB, ${asking.ownAnonymousMb.toFixed(0)} without pages of files`,
      compared: `${withBotMb.toFixed(0)} MB with the processes that index, as of a bot; ${withBotAnonymousMb.toFixed(0)} without pages of files, which they share`,
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
  return spawn(process.execPath, [...nodeArgs(ANSWERING_YOUNG_MB), MAIN, command, ...words, ...folders], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
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

/** Asks at a steady pace, whether or not the last one is answered, until something is over. */
async function askUntil(
  child: ChildProcess,
  questions: readonly { readonly question: string }[],
  over: Promise<unknown>,
): Promise<void> {
  let isOver = false;
  const noteEnd = () => {
    isOver = true;
  };
  over.then(noteEnd, noteEnd);
  for (let asked = 0; !isOver; asked++) {
    child.stdin?.write(`${questions[asked % questions.length]?.question}\n`);
    await passing(1000 / QUESTIONS_PER_SECOND);
  }
  child.stdin?.end();
}
