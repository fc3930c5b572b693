import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ContenderProcess, type ContenderProgram, startContender } from '../contender-process.ts';
import { makeCorpus } from '../corpus.ts';
import { ratioOf, shown, spreadOf } from '../statistics.ts';
import type { Row } from '../table.ts';
import type { BenchContext } from './context.ts';

/** About 700 passages: long enough for each to run warm, short enough for many turns. */
const ARTICLES = 200;

/** From texts to an index that can be opened, in turns; the bound embeds and keeps nothing. */
export async function indexing(context: BenchContext): Promise<readonly Row[]> {
  const corpus = await makeCorpus({ articles: ARTICLES, data: context.data });
  const programs: readonly ContenderProgram[] = [
    { name: 'bound: the bare session', program: 'bare-session' },
    { name: 'Dateline, one process', program: 'dateline', args: ['1', corpus.seedsFolder] },
    { name: 'Dateline, two processes', program: 'dateline', args: ['2', corpus.seedsFolder] },
    { name: 'plain way, as it is', program: 'plain' },
    { name: 'plain way, at its fairest', program: 'plain', args: ['fairest'] },
  ];
  const contenders: ContenderProcess[] = [];
  for (const program of programs) contenders.push(await startContender(program));
  const tookMs = contenders.map((): number[] => []);
  // The first turn warms up and is not counted.
  for (let round = 0; round <= context.rounds; round++) {
    for (const [at, contender] of contenders.entries()) {
      context.log(`indexing, turn ${round} of ${context.rounds}: ${contender.name}`);
      const folder = await mkdtemp(join(tmpdir(), 'dateline-bench-'));
      const { passagesFile } = corpus;
      const [ms = 0] = (await contender.run({ kind: 'index', passagesFile, folder })).tookMs;
      if (round > 0) tookMs[at]?.push(ms);
      await rm(folder, { recursive: true, force: true });
    }
  }
  const rates = tookMs.map((runs) => runs.map((ms) => (corpus.passages / ms) * 1000));
  const rows = contenders.map(({ name, peak }, at): Row => {
    const own = rates[at] as number[];
    const piecesRate = (spreadOf(own).median * corpus.pieces) / corpus.passages;
    const { ownMb, othersMb } = peak();
    const memory = [ownMb, ...othersMb].map((mb) => mb.toFixed(0));
    return {
      measured: `indexing, ${corpus.passages} passages`,
      contender: name,
      figure: `${shown(spreadOf(own))} passages/s, ${piecesRate.toFixed(0)} word pieces/s`,
      compared: `${shown(ratioOf(own, rates[0] as number[]), 2)} of the bound; peak memory ${memory.join(' + ')} MB`,
    };
  });
  for (const contender of contenders) await contender.close();
  return rows;
}
