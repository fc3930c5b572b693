// Pure.
import type { ArticleKey, ListedArticle, PassageFilter } from './library.ts';
import { epochMs } from './moment.ts';

/**
 * Reads filters against the articles of a generation.
 * @returns the articles that a filter allows, `null` for all of them; throws a RangeError for a limit that is no
 * ISO 8601 date or moment: as no limit it would let everything pass
 */
export function createArticleFilter(
  listed: readonly ListedArticle[],
): (filter: PassageFilter | undefined) => ReadonlySet<ArticleKey> | null {
  let publishedMs: ReadonlyMap<ArticleKey, number> | null = null;
  return (filter) => {
    const { articleKey, since, before } = filter ?? {};
    if (articleKey === undefined && since === undefined && before === undefined) return null;
    const sinceMs = since === undefined ? null : limitOf(since);
    const beforeMs = before === undefined ? null : limitOf(before);
    const allowed = new Set<ArticleKey>();
    // With the first filter: most questions have none.
    publishedMs ??= momentsOf(listed);
    for (const [key, ms] of publishedMs) {
      const isAllowed =
        (articleKey === undefined || key === articleKey) &&
        (sinceMs === null || ms >= sinceMs) &&
        (beforeMs === null || !(ms >= beforeMs));
      if (isAllowed) allowed.add(key);
    }
    return allowed;
  };
}

/** Not a number where an article is undated: every comparison with it is false. */
function momentsOf(listed: readonly ListedArticle[]): ReadonlyMap<ArticleKey, number> {
  return new Map(
    listed.map(({ articleKey, publishedAt }) => [
      articleKey,
      publishedAt === null ? Number.NaN : epochMs(publishedAt),
    ]),
  );
}

function limitOf(iso: string): number {
  const ms = epochMs(iso);
  if (Number.isNaN(ms)) throw new RangeError(`not an ISO 8601 date or moment: ${iso}`);
  return ms;
}
