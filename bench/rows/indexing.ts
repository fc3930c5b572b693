import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ContenderProcess, type ContenderProgram, startContender } from '../contender-process.ts';
import { type Corpus, makeCorpus } from '../corpus.ts';
import { heldToOneCore } from '../one-core.ts';
import { ratioOf, shown, spreadOf } from '../statistics.ts';
import { type Row, tableOf } from '../table.ts';
import type { BenchContext } from './context.ts';

/** About 700 passages: long enough for each to run warm, short enough for many turns. */
const ARTICLES = 200;
/** About 2,900: the start of a second process, while the first works alone, must not decide. */
const ARTICLES_OF_TWO = 860;

const DATELINE = 'Dateline, one process';

/** From texts to an index that can be opened, in turns, on one core and on all; the bound embeds and keeps nothing. */
export async function indexing(context: BenchContext): Promise<readonly Row[]> {
  const cores = heldToOneCore() === null ? 'not held to one core: no taskset here' : 'one core';
  return [
    ...(await measure(context, { articles: ARTICLES, cores, programs: onOneCore })),
    ...(await measure(context, { articles: ARTICLES_OF_TWO, cores: 'all cores', programs: onAllCores })),
  ];
}

const PLAIN = { name: 'plain way, as it is', program: 'plain' } as const;

const dateline = (processes: number, { seedsFolder }: Corpus) => ({
  program: 'dateline',
  args: [String(processes), seedsFolder],
});

const onOneCore = (corpus: Corpus): readonly ContenderProgram[] =>
  [
    { name: 'bound: the bare session', program: 'bare-session' },
    { name: DATELINE, ...dateline(1, corpus) },
    PLAIN,
    { name: 'plain way, at its fairest', program: 'plain', args: ['fairest'] },
  ].map((program) => ({ ...program, onOneCore: true }));

const onAllCores = (corpus: Corpus): readonly ContenderProgram[] => [
  { name: DATELINE, ...dateline(1, corpus) },
  { name: 'Dateline, two processes', ...dateline(2, corpus) },
  PLAIN,
];

async function measure(
  context: BenchContext,
  options: {
    readonly articles: number;
    /** What the rows say of where they ran. */
    readonly cores: string;
    readonly programs: (corpus: Corpus) => readonly ContenderProgram[];
  },
): Promise<readonly Row[]> {
  const corpus = await makeCorpus({ articles: options.articles, data: context.data });
  const rates = await measureRates(options.programs(corpus), corpus, context);
  const rows = rowsOf(rates, options.cores, corpus);
  context.log(tableOf(rows));
  return rows;
}

/** Passages a second of a contender, one figure a turn, and what it held. */
interface Rates {
  readonly name: string;
  readonly runs: readonly number[];
  readonly memoryMb: readonly number[];
}

async function measureRates(
  programs: readonly ContenderProgram[],
  corpus: Corpus,
  { rounds, log }: BenchContext,
): Promise<readonly Rates[]> {
  const contenders: ContenderProcess[] = [];
  for (const program of programs) contenders.push(await startContender(program));
  const runs = contenders.map((): number[] => []);
  // The first turn warms up and is not counted.
  for (let round = 0; round <= rounds; round++) {
    for (const [at, contender] of contenders.entries()) {
      log(`indexing, turn ${round} of ${rounds}: ${contender.name}`);
      const folder = await mkdtemp(join(tmpdir(), 'dateline-bench-'));
      const { passagesFile } = corpus;
      const [ms = 0] = (await contender.run({ kind: 'index', passagesFile, folder })).tookMs;
      if (round > 0) runs[at]?.push((corpus.passages / ms) * 1000);
      await rm(folder, { recursive: true, force: true });
    }
  }
  const rates = contenders.map(({ name, peak }, at): Rates => {
    const { ownMb, othersMb } = peak();
    return { name, runs: runs[at] as number[], memoryMb: [ownMb, ...othersMb] };
  });
  for (const contender of contenders) await contender.close();
  return rates;
}

/** Each contender beside the first and beside one process of the product, turn by turn. */
function rowsOf(rates: readonly Rates[], cores: string, { passages, pieces }: Corpus): readonly Row[] {
  const first = rates[0] as Rates;
  const ours = rates.find(({ name }) => name === DATELINE) as Rates;
  return rates.map(({ name, runs, memoryMb }) => {
    const piecesRate = (spreadOf(runs).median * pieces) / passages;
    const compared = [...new Set([first, ours])]
      .filter((other) => other.name !== name)
      .map((other) => `${shown(ratioOf(runs, other.runs), 2)} of ${other.name}`);
    const memory = `peak memory ${memoryMb.map((mb) => mb.toFixed(0)).join(' + ')} MB`;
    return {
      measured: `indexing, ${passages} passages, ${cores}`,
      contender: name,
      figure: `${shown(spreadOf(runs))} passages/s, ${piecesRate.toFixed(0)} word pieces/s`,
      compared: [...compared, memory].join('; '),
    };
  });
}
