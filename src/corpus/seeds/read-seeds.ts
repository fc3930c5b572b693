import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { ExpectedError } from '../../errors.ts';
import type { Article } from '../article.ts';
import { decodeSeed } from './decode.ts';
import { articleFromDraft, refusal, type SeedContent, type SeedReader } from './draft.ts';
import { type FoundFile, findSeedFiles, whyUnreadable } from './find-seed-files.ts';
import { SEED_FORMATS } from './formats.ts';
import { isPastKeeping } from './keeping.ts';
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
  /** Seed files that were found. */
  readonly files: number;
  /** Articles that are left out since they were withdrawn or are past their feed's keeping time. */
  readonly retracted: number;
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
  const refused: { file: string; reason: string }[] = [...unreadable];
  const sources = await readSources(folder).catch((error: ExpectedError) => {
    refused.push({ file: SOURCES_FILE, reason: error.message });
    return [];
  });
  const fileOfId = new Map<string, string>();
  let retracted = 0;

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
      refused.push({
        file: found.file,
        reason: 'it is still being written; it is read as soon as it is whole',
      });
      continue;
    }
    const content = await readSeedFile(found);
    for (const { where, reason } of content.refused)
      refused.push({ file: found.file, reason: locate(where, reason) });
    for (const [index, draft] of content.drafts.entries()) {
      const outcome = attempt(() => articleFromDraft(draft, found.file));
      if (typeof outcome !== 'string') {
        if (isWithdrawn(withdrawn, outcome) || isPastKeeping(draft, sources, now)) retracted++;
        else keep(outcome, found.file);
      } else
        refused.push({
          file: found.file,
          reason: locate(content.drafts.length > 1 ? `article ${index + 1}` : '', outcome),
        });
    }
  }
  return { articles, refused, files: files.length, retracted };
}

async function readSeedFile({ file, path, bytes }: FoundFile): Promise<SeedContent> {
  const refuse = (reason: string): SeedContent => ({ drafts: [], refused: [{ where: '', reason }] });
  if (bytes > MAX_SEED_BYTES) {
    return refuse(`it is larger than ${MAX_SEED_BYTES / 1024 / 1024} MB; split it into smaller files`);
  }
  const reader = SEED_FORMATS[extname(file).toLowerCase()] as SeedReader;
  const content = await readFile(path).catch(whyUnreadable);
  if (typeof content === 'string') return refuse(content);
  const outcome = attempt(() => reader(decodeSeed(content, file), file));
  return typeof outcome === 'string' ? refuse(outcome) : outcome;
}

/** The outcome, or the reason why a seed is refused. */
function attempt<T extends object>(read: () => T): T | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'seed-refused') return error.message;
    // A parser that fails on hostile input must not cost the other files.
    if (error instanceof RangeError || error instanceof TypeError)
      return refusal(`it cannot be read (${error.message})`).message;
    throw error;
  }
}

function locate(where: string, reason: string): string {
  return where === '' ? reason : `${where}: ${reason}`;
}
