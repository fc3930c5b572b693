import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type ArticleDraft, articleFromDraft } from '../../corpus/seeds/draft.ts';
import { readMarkdown } from '../../corpus/seeds/markdown.ts';
import { ExpectedError } from '../../errors.ts';
import { articleFileName, fileEnding, writeArticleFile } from './article-file.ts';

/** Folder of what was added or fetched, in the seeds folder. */
export const ADDED_FOLDER = 'added';

/** An article that stands among the seeds now. */
export interface SavedArticle {
  /** Relative to the seeds folder, with `/`. */
  readonly file: string;
  readonly id: string;
  readonly title: string;
  readonly change: 'new' | 'changed' | 'unchanged';
}

/**
 * Writes an article among the seeds: beside, flushed, then renamed. The same address again replaces its file as
 * a new version, which keeps its id.
 * @throws ExpectedError `seed-refused` for a draft that is no article, `disk-full` or `config`.
 */
export async function saveArticle(
  draft: ArticleDraft,
  place: {
    readonly seedsFolder: string;
    readonly feed: string | null;
    readonly now: Date;
    /** Stands for the address of an article that has none; without it, its words do. */
    readonly key?: string;
  },
): Promise<SavedArticle> {
  const folder = join(place.seedsFolder, ADDED_FOLDER);
  const addedAt = place.now.toISOString();
  const fresh = articleFromDraft(draft, place.key ?? ADDED_FOLDER);
  const identity = fresh.url ?? place.key ?? `${fresh.title}\n${fresh.text}`;
  const name = articleFileName(fresh, addedAt, identity);
  const ending = fileEnding(identity);
  const held = (await namesIn(folder)).find((one) => one.endsWith(ending) && !one.startsWith('.'));
  const former = held === undefined ? null : await readFormer(join(folder, held));
  const article = { ...fresh, id: former?.id ?? fresh.id };
  const content = writeArticleFile(article, {
    author: draft.author ?? null,
    modifiedAt: draft.modifiedAt ?? null,
    feed: former?.feed ?? place.feed,
    addedAt: former?.addedAt ?? addedAt,
  });
  const file = held ?? name;
  const saved = { file: `${ADDED_FOLDER}/${file}`, id: article.id, title: article.title };
  if (former?.content === content) return { ...saved, change: 'unchanged' };
  await writeWhole(join(folder, file), content);
  return { ...saved, change: former === null ? 'new' : 'changed' };
}

/** Takes the file of an article away, by its address. */
export async function dropArticle(seedsFolder: string, address: string): Promise<void> {
  const folder = join(seedsFolder, ADDED_FOLDER);
  const held = (await namesIn(folder)).find((name) => name.endsWith(fileEnding(address)));
  if (held !== undefined) await rm(join(folder, held), { force: true });
}

/**
 * Writes a file so that no reader ever sees a part of it.
 * @throws ExpectedError `disk-full`, or `config` where it cannot be written.
 */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(beside, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (cause) {
    await rm(beside, { force: true });
    throw fileError(path, cause);
  }
}

function fileError(path: string, cause: unknown): unknown {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === undefined) return cause;
  if (code === 'ENOSPC') {
    return new ExpectedError('disk-full', `The disk is full: ${path} could not be written.`, { cause });
  }
  return new ExpectedError('config', `${path} cannot be read or written (${code}); change its owner.`, {
    cause,
  });
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw fileError(folder, error);
  });
}

async function readFormer(path: string) {
  const content = await readFile(path, 'utf8').catch((error: unknown) => {
    throw fileError(path, error);
  });
  try {
    const [draft] = readMarkdown(content, path).drafts;
    return { content, id: draft?.id, feed: draft?.feed, addedAt: draft?.addedAt };
  } catch (error) {
    // Mended by hand into something unreadable: the new version takes its place.
    if (error instanceof ExpectedError)
      return { content, id: undefined, feed: undefined, addedAt: undefined };
    throw error;
  }
}
