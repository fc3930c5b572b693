import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_FOLDERS } from '../src/config.ts';
import { rebuild } from '../src/indexing/rebuild.ts';
import type { ReindexReport } from '../src/indexing/report.ts';
import type { Snapshot } from '../src/library/library.ts';
import { createSqliteLibrary } from '../src/library/sqlite/sqlite-library.ts';
import type { BenchPassage } from './contenders/contract.ts';
import { type Corpus, makeCorpus } from './corpus.ts';
import { CACHE_FOLDER } from './folders.ts';
import type { BenchContext } from './rows/context.ts';

const DIMENSIONS = 384;

/** A corpus with the product's index of it, and its passages with their vectors for the others. */
export interface IndexedCorpus {
  readonly corpus: Corpus;
  readonly indexFolder: string;
  /** Passages with the vectors that the product made: the same model, so nobody need embed them again. */
  readonly vectorsFile: string;
  readonly report: ReindexReport;
}

/** Indexes `articles` articles as the product does it, in a child process with all cores. */
export async function makeIndexedCorpus(
  articles: number,
  context: Pick<BenchContext, 'data' | 'log'>,
): Promise<IndexedCorpus> {
  context.log(`making an index of ${articles} articles`);
  const corpus = await makeCorpus({ articles, data: context.data });
  const indexFolder = join(CACHE_FOLDER, `index-${articles}`);
  await rm(indexFolder, { recursive: true, force: true });
  await mkdir(indexFolder, { recursive: true });
  const request = {
    seedsFolder: corpus.seedsFolder,
    indexFolder,
    modelFolder: DEFAULT_FOLDERS.model,
    database: null,
  };
  const report = await rebuild(request, { onProgress: () => {}, onNotice: context.log });
  const vectorsFile = join(CACHE_FOLDER, `vectors-${articles}.json`);
  await writeVectors(indexFolder, vectorsFile);
  return { corpus, indexFolder, vectorsFile, report };
}

async function writeVectors(indexFolder: string, file: string): Promise<void> {
  const library = await createSqliteLibrary({ folder: indexFolder, dimensions: DIMENSIONS });
  const snapshot = (await library.current()) as Snapshot;
  const passages: BenchPassage[] = [];
  for (const { articleKey, title } of await snapshot.articles()) {
    const text = (await snapshot.article(articleKey))?.text ?? '';
    for (const { span, vector } of await snapshot.passagesOf(articleKey)) {
      const part = { key: passages.length, title, text: text.slice(span.start, span.end) };
      passages.push({ ...part, vector: Array.from(vector) });
    }
  }
  await library.close();
  await writeFile(file, JSON.stringify(passages));
}
