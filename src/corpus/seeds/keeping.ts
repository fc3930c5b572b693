// Pure.
import type { ArticleDraft } from './draft.ts';
import type { Source } from './sources-file.ts';

/** Whether a gathered article is older than its feed's owner keeps articles; undated ones count from their fetching. */
export function isPastKeeping(draft: ArticleDraft, sources: readonly Source[], now: Date): boolean {
  const keepMs = sources.find(({ feed }) => feed === draft.feed)?.keepMs ?? null;
  const fromMs = Date.parse(draft.publishedAt ?? draft.addedAt ?? '');
  return keepMs !== null && fromMs + keepMs < now.getTime();
}
