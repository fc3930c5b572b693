import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answerer } from '../src/answer/answerer.ts';
import type { Config } from '../src/config.ts';
import { openDateline } from '../src/dateline.ts';
import type { Snapshot } from '../src/library/library.ts';
import { dropSchema } from '../src/library/postgres/drop-schema.ts';
import type { EvaluationParts } from './evaluation-set.ts';

/** An article of a set, in the form of a `.jsonl` seed. */
export interface SetArticle {
  readonly id?: string;
  readonly title: string;
  readonly url?: string;
  readonly publishedAt?: string | null;
  readonly text: string;
}

/** The product over the articles of a set. */
export interface IndexedArticles {
  readonly snapshot: Snapshot;
  readonly answerer: Answerer;
}

/** Articles of one seed file: far below the largest file that is read. */
const ARTICLES_PER_FILE = 200;

/**
 * Writes articles as seeds, has the product index them as it does an owner's, and hands the whole to `use`.
 * With `parts.indexCache` seeds and index are kept: a later run embeds only what is new.
 * @param name of the set, part of the cache's path
 * @throws ExpectedError as a rebuild.
 */
export async function withIndexedArticles<T>(
  name: string,
  articles: readonly SetArticle[],
  parts: EvaluationParts,
  use: (indexed: IndexedArticles) => Promise<T>,
): Promise<T> {
  const folder =
    parts.indexCache === null
      ? await mkdtemp(join(tmpdir(), 'dateline-eval-'))
      : join(parts.indexCache, name);
  try {
    const seedsFolder = await writeSeeds(join(folder, 'seeds'), articles);
    const database = databaseOf(folder, parts);
    const config = { ...parts.config, seedsFolder, indexFolder: join(folder, 'index'), database };
    const dateline = await openDateline({ config, log: parts.log, onNotice: parts.onNotice });
    try {
      // Also where an index is there: the seeds may be others than those that it was built from.
      await dateline.services.reindex(parts.onProgress);
      const snapshot = await dateline.services.snapshot(parts.onProgress);
      return await use({ snapshot, answerer: dateline.services.answerer });
    } finally {
      await dateline.close();
      if (parts.indexCache === null && database !== null) await dropSchema(database);
    }
  } finally {
    if (parts.indexCache === null) await rm(folder, { recursive: true, force: true });
  }
}

/** A schema of its own: what is served is not to be replaced by a set. */
function databaseOf(folder: string, { config }: EvaluationParts): Config['database'] {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  return config.database && { ...config.database, schema: `eval_${hash}` };
}

async function writeSeeds(folder: string, articles: readonly SetArticle[]): Promise<string> {
  // What an earlier, larger set left behind would be indexed with it.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (let start = 0; start < articles.length; start += ARTICLES_PER_FILE) {
    const lines = articles.slice(start, start + ARTICLES_PER_FILE).map((article) => JSON.stringify(article));
    const file = `${String(start / ARTICLES_PER_FILE).padStart(4, '0')}.jsonl`;
    await writeFile(join(folder, file), lines.join('\n'));
  }
  return folder;
}
