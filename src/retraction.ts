import { setTimeout as pause } from 'node:timers/promises';
import { isWithdrawn, type WithdrawnArticle } from './corpus/seeds/withdrawn.ts';
import { ExpectedError } from './errors.ts';
import type { Library, ListedArticle } from './library/library.ts';

/** @throws ExpectedError `article-withdrawn` where the former generation holds what must not be quoted any more. */
export async function checkFormer(library: Library, withdrawn: readonly WithdrawnArticle[]): Promise<void> {
  const former = withdrawn.length === 0 ? null : await library.former();
  const snapshot = former === null ? null : await library.snapshot(former.generation);
  const article = (await snapshot?.articles())?.find((one) => isWithdrawn(withdrawn, one));
  if (article === undefined) return;
  throw new ExpectedError(
    'article-withdrawn',
    `The former generation holds “${article.title}”, which was withdrawn; run reindex to build a new one instead.`,
  );
}

/** The others that tell an article's story. */
export function copiesOf(article: ListedArticle, all: readonly ListedArticle[]): readonly ListedArticle[] {
  const story = article.duplicateOf ?? article.articleKey;
  return all.filter(
    ({ articleKey, duplicateOf }) =>
      articleKey !== article.articleKey && (articleKey === story || duplicateOf === story),
  );
}

/** Another rebuild is waited for in steps of so long. */
const BUSY_MS = 1_000;

/** Waits for another rebuild, which may have read the seeds too early, and runs its own. */
export async function whenFree<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ExpectedError) || error.code !== 'index-busy') throw error;
      await pause(BUSY_MS);
    }
  }
}
