import { readFile } from 'node:fs/promises';
import type { ExpectedError } from '../../errors.ts';
import type { Article } from '../article.ts';
import { type FoundFile, findSeedFiles, isGone, whyUnreadable } from './find-seed-files.ts';
import { isPastKeeping } from './keeping.ts';
import { type ReadSeed, readSeed } from './read-seed.ts';
import { readSources, SOURCES_FILE } from './sources-file.ts';
import { isWithdrawn, readWithdrawn } from './withdrawn.ts';

/** Bytes of a seed file at most: some 3,000 articles; a bigger one is no seed but a mistake. */
export const MAX_SEED_BYTES = 20 * 1024 * 1024;

/** What the files of a folder hold. */
export interface SeedReading {
  /** In the order of their files. */
  readonly articles: readonly { readonly article: Article; readonly file: string }[];
  /** What was left out, by file (relative to the folder) and reason. */
  readonly refused: readonly { readonly file: string; readonly reason: string }[];
  /** Files and folders that are there and could not be read, or not yet: what they hold is not known. */
  readonly unread: readonly string[];
  /** Seed files that were found. */
  readonly files: number;
  /** Ids of articles that are left out since they were withdrawn or are past their feed's keeping time. */
  readonly retracted: ReadonlySet<string>;
}

/** How seeds are read. */
export interface SeedOptions {
  /** Articles past their keeping time by then are left out. */
  readonly now?: Date;
  /** Files (relative to the folder) that are still being written: none of them is read. */
  readonly unsettled?: readonly string[];
}

/**
 * Reads every article of a folder. What cannot be read is named with the reason, and the rest is read all the
 * same; of two articles with one id the first is kept.
 * @throws ExpectedError `no-seeds` or `seeds-unreadable` where the folder itself, or the list of what was
 * withdrawn, cannot be read.
 */
export async function readSeeds(folder: string, options: SeedOptions = {}): Promise<SeedReading> {
  const { now = new Date(), unsettled = [] } = options;
  const { files, unreadable } = await findSeedFiles(folder);
  const withdrawn = await readWithdrawn(folder);
  const articles: { article: Article; file: string }[] = [];
  const refused: { file: string; reason: string }[] = unreadable.map(({ file, reason }) => ({
    file,
    reason,
  }));
  const unread = unreadable.filter(({ isGone }) => !isGone).map(({ file }) => file);
  const sources = await readSources(folder).catch((error: ExpectedError) => {
    refused.push({ file: SOURCES_FILE, reason: error.message });
    return [];
  });
  const fileOfId = new Map<string, string>();
  const retracted = new Set<string>();

  const keep = (article: Article, file: string) => {
    const other = fileOfId.get(article.id);
    if (other === undefined) {
      fileOfId.set(article.id, file);
      articles.push({ article, file });
    } else {
      refused.push({
        file,
        reason: `its id “${article.id}” is already that of an article in ${other}; give it another`,
      });
    }
  };

  for (const found of files) {
    if (unsettled.includes(found.file)) {
      unread.push(found.file);
      refused.push({
        file: found.file,
        reason: 'it is still being written; it is read as soon as it is whole',
      });
      continue;
    }
    const seed = await readSeedFile(found, () => unread.push(found.file));
    for (const { where, reason } of seed.refused) {
      refused.push({ file: found.file, reason: where === '' ? reason : `${where}: ${reason}` });
    }
    for (const { article, draft } of seed.articles) {
      if (isWithdrawn(withdrawn, article) || isPastKeeping(draft, sources, now)) retracted.add(article.id);
      else keep(article, found.file);
    }
  }
  return { articles, refused, unread, files: files.length, retracted };
}

async function readSeedFile({ file, path, bytes }: FoundFile, onUnread: () => void): Promise<ReadSeed> {
  const refuse = (reason: string): ReadSeed => ({ articles: [], refused: [{ where: '', reason }] });
  if (bytes > MAX_SEED_BYTES) {
    return refuse(`it is larger than ${MAX_SEED_BYTES / 1024 / 1024} MB; split it into smaller files`);
  }
  const content = await readFile(path).catch((error: unknown) => {
    if (!isGone(error)) onUnread();
    return whyUnreadable(error);
  });
  return typeof content === 'string' ? refuse(content) : readSeed(content, file);
}
