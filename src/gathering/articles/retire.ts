import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isPastKeeping } from '../../corpus/seeds/keeping.ts';
import { readMarkdown } from '../../corpus/seeds/markdown.ts';
import { readSources } from '../../corpus/seeds/sources-file.ts';
import { ExpectedError } from '../../errors.ts';
import { ADDED_FOLDER } from './save-article.ts';

/**
 * Deletes gathered articles that are past their feed's keeping time; an index leaves them out in any case.
 * @returns how many were deleted
 * @throws ExpectedError `sources-unreadable`.
 */
export async function retireArticles(seedsFolder: string, now: Date): Promise<number> {
  const sources = await readSources(seedsFolder);
  if (sources.every(({ keepMs }) => keepMs === null)) return 0;
  const folder = join(seedsFolder, ADDED_FOLDER);
  let retired = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    // Only what was gathered is written so; a file with a mark of its owner's own stays.
    if (!/-[0-9a-f]{12}\.md$/.test(name) || name.startsWith('.')) continue;
    const path = join(folder, name);
    const [draft] = readDrafts(await readFile(path, 'utf8').catch(() => ''), name);
    if (draft === undefined || !isPastKeeping(draft, sources, now)) continue;
    await rm(path, { force: true });
    retired++;
  }
  return retired;
}

function readDrafts(content: string, name: string) {
  try {
    return readMarkdown(content, name).drafts;
  } catch (error) {
    if (error instanceof ExpectedError) return [];
    throw error;
  }
}
