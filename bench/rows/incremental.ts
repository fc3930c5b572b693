import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_FOLDERS } from '../../src/config.ts';
import { rebuild } from '../../src/indexing/rebuild.ts';
import { CACHE_FOLDER } from '../folders.ts';
import { shown, spreadOf } from '../statistics.ts';
import { syntheticNews } from '../synthetic-news.ts';
import type { Row } from '../table.ts';
import type { BenchContext } from './context.ts';

const ADDED = 10;
/** Articles of another seed, so that none is there already. */
const ADDED_SEED = 2;

/** A reindex that finds ten new articles, and one that finds nothing, against the one that made the index. */
export async function incremental(context: BenchContext): Promise<readonly Row[]> {
  const { corpus, indexFolder, report } = await context.indexed(context.articles);
  const fullMs = report.tookMs;
  const added: number[] = [];
  const nothing: number[] = [];
  for (let round = 0; round < context.rounds; round++) {
    context.log(`incremental reindex, turn ${round + 1} of ${context.rounds}`);
    const folder = join(CACHE_FOLDER, 'incremental');
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await cp(indexFolder, join(folder, 'index'), { recursive: true });
    const request = {
      seedsFolder: corpus.seedsFolder,
      indexFolder: join(folder, 'index'),
      database: null,
      modelFolder: DEFAULT_FOLDERS.model,
    };
    const hooks = { onProgress: () => {}, onNotice: context.log };
    nothing.push((await rebuild(request, hooks)).tookMs);
    const more = join(corpus.seedsFolder, 'more.jsonl');
    const stories = syntheticNews(ADDED, ADDED_SEED + round);
    await writeFile(
      more,
      stories.map(({ article }) => JSON.stringify({ ...article, id: `added-${article.id}` })).join('\n'),
    );
    added.push((await rebuild(request, hooks)).tookMs);
    await rm(more);
  }
  const row = (contender: string, tookMs: readonly number[]): Row => ({
    measured: `reindex over ${report.passages} passages`,
    contender,
    figure: `${shown(spreadOf(tookMs), 0)} ms`,
    compared: `the full one takes ${shown(spreadOf(tookMs.map((ms) => fullMs / ms)))} times as long (${(fullMs / 1000).toFixed(1)} s)`,
  });
  return [row(`${ADDED} new articles`, added), row('nothing new', nothing)];
}
