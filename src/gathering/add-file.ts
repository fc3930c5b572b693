import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { decodeSeed } from '../corpus/seeds/decode.ts';
import { articleFromDraft, type SeedReader } from '../corpus/seeds/draft.ts';
import { whyUnreadable } from '../corpus/seeds/find-seed-files.ts';
import { SEED_FORMATS } from '../corpus/seeds/formats.ts';
import { MAX_SEED_BYTES } from '../corpus/seeds/read-seeds.ts';
import { ExpectedError } from '../errors.ts';
import { ADDED_FOLDER, type SavedArticle, saveArticle, writeWhole } from './articles/save-article.ts';

/**
 * Copies a file among the seeds, once it is known to hold articles; a saved page becomes the article in it. A
 * file of the same name that holds the same article is replaced; any other is left alone and the copy gets a
 * number.
 * @throws ExpectedError `add-refused`, saying why.
 */
export async function addFile(
  path: string,
  seedsFolder: string,
  now: Date,
): Promise<readonly SavedArticle[]> {
  const extension = extname(path).toLowerCase();
  const reader = SEED_FORMATS[extension];
  if (reader === undefined) throw refused(path, `it is none of ${Object.keys(SEED_FORMATS).join(', ')}`);
  const bytes = await readSmall(path);
  const drafts = draftsOf(bytes, path, reader);
  if (/^\.html?$/.test(extension)) {
    return Promise.all(drafts.map((draft) => saveArticle(draft, { seedsFolder, feed: null, now })));
  }
  const ids = idsOf(bytes, path, reader, '');
  const folder = join(seedsFolder, ADDED_FOLDER);
  const { name, held } = await freeName(folder, basename(path), ids, reader);
  const change = held === null ? 'new' : Buffer.compare(held, bytes) === 0 ? 'unchanged' : 'changed';
  if (change !== 'unchanged') await writeWhole(join(folder, name), bytes);
  const file = `${ADDED_FOLDER}/${name}`;
  return drafts.map((draft) => {
    const { id, title } = articleFromDraft(draft, file);
    return { file, id, title, change };
  });
}

function refused(path: string, reason: string, cause?: unknown): ExpectedError {
  return new ExpectedError('add-refused', `${path} is not added: ${reason}.`, { cause });
}

async function readSmall(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > MAX_SEED_BYTES) throw refused(path, `it is larger than ${MAX_SEED_BYTES / 1024 / 1024} MB`);
    return await readFile(path);
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    throw refused(path, whyUnreadable(error), error);
  }
}

function draftsOf(bytes: Uint8Array, path: string, reader: SeedReader) {
  try {
    const { drafts, refused: parts } = reader(decodeSeed(bytes, path), basename(path));
    for (const draft of drafts) articleFromDraft(draft, path);
    if (drafts.length > 0) return drafts;
    throw refused(path, parts[0]?.reason ?? 'it holds no article');
  } catch (error) {
    if (error instanceof ExpectedError && error.code !== 'seed-refused') throw error;
    throw refused(path, error instanceof Error ? error.message : String(error), error);
  }
}

/** What tells a file's articles from others': their ids as given or derived from one and the same place. */
function idsOf(bytes: Uint8Array, file: string, reader: SeedReader, place: string): ReadonlySet<string> {
  try {
    const { drafts } = reader(decodeSeed(bytes, file), basename(file));
    return new Set(drafts.map((draft) => articleFromDraft(draft, place).id));
  } catch {
    return new Set();
  }
}

/** The first name that is free or whose file holds one of the same articles. */
async function freeName(folder: string, wanted: string, ids: ReadonlySet<string>, reader: SeedReader) {
  const base = wanted.replace(/^\.+/, '') || 'article';
  const taken = new Set(await readdir(folder).catch(() => []));
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : base.replace(/(\.[^.]*)$/, `-${number}$1`);
    if (!taken.has(name)) return { name, held: null };
    const held = await readFile(join(folder, name));
    const heldIds = idsOf(held, name, reader, '');
    if ([...ids].some((id) => heldIds.has(id))) return { name, held };
  }
}
