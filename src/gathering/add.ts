import { ExpectedError } from '../errors.ts';
import { addFile } from './add-file.ts';
import type { AddReport, AddTarget } from './add-report.ts';
import { fetchArticle } from './articles/fetch-article.ts';
import { type SavedArticle, saveArticle } from './articles/save-article.ts';
import type { Web } from './web/web.ts';

/** Adds pages and files to the seeds, one after the other; what cannot be added is named with the reason. */
export async function addToSeeds(
  targets: readonly AddTarget[],
  parts: { readonly web: Web; readonly seedsFolder: string; readonly clock: () => Date },
): Promise<AddReport> {
  const added: (SavedArticle & { source: string })[] = [];
  const refused: { source: string; reason: string }[] = [];
  for (const target of targets) {
    const source = target.kind === 'url' ? target.address : target.path;
    try {
      const saved = await addOne(target, parts);
      added.push(...saved.map((one) => ({ source, ...one })));
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      const reason =
        error.code === 'seed-refused' ? `${source} is not added: ${error.message}.` : error.message;
      refused.push({ source, reason });
    }
  }
  return { added, refused };
}

async function addOne(
  target: AddTarget,
  { web, seedsFolder, clock }: Parameters<typeof addToSeeds>[1],
): Promise<readonly SavedArticle[]> {
  if (target.kind === 'file') return addFile(target.path, seedsFolder, clock());
  const draft = await fetchArticle(web, target.address);
  return [await saveArticle(draft, { seedsFolder, feed: null, now: clock() })];
}
