import { searchExactly } from '../exact-search.ts';
import type { VectorIndex } from '../hnsw/vector-index.ts';
import type {
  ArticleKey,
  GenerationInfo,
  ListedArticle,
  PassageFilter,
  PassageKey,
  Snapshot,
  StoredArticle,
  StoredPassage,
} from '../library.ts';
import type { createArticleStore } from './article-store.ts';
import type { createKeywordSearch } from './keyword-search.ts';
import type { PassageStore } from './passage-store.ts';

/** Below this share of allowed passages a scan of them is faster than a graph search with a filter. */
const EXACT_SHARE = 0.2;

/** A view of one generation: its membership in memory, the rest read from the database when asked for. */
export function createSnapshot(parts: {
  readonly info: GenerationInfo;
  readonly listed: readonly ListedArticle[];
  readonly index: VectorIndex;
  readonly passages: PassageStore;
  readonly articles: ReturnType<typeof createArticleStore>;
  readonly keywords: ReturnType<typeof createKeywordSearch>;
  /** Runs each read and puts its failures into words. */
  readonly guard: <T>(read: () => T) => T;
}): Snapshot {
  const { info, listed, index, passages, articles, keywords, guard } = parts;
  const publishedMs = new Map(
    listed.map(({ articleKey, publishedAt }) => [
      articleKey,
      publishedAt === null ? null : Date.parse(publishedAt),
    ]),
  );
  const articleOf = new Map(
    passages.members(info.generation).map(({ passageKey, articleKey }) => [passageKey, articleKey]),
  );
  const held = new Set(listed.map(({ articleKey }) => articleKey));

  /** Which passages a filter allows; `null` for all of them. */
  function allowedBy(filter: PassageFilter | undefined): ReadonlySet<PassageKey> | null {
    const { articleKey, since, before } = filter ?? {};
    if (articleKey === undefined && since === undefined && before === undefined) return null;
    const sinceMs = since === undefined ? null : Date.parse(since);
    const beforeMs = before === undefined ? null : Date.parse(before);
    const isAllowed = (key: ArticleKey) => {
      const ms = publishedMs.get(key) ?? null;
      if (articleKey !== undefined && key !== articleKey) return false;
      if (sinceMs !== null && (ms === null || ms < sinceMs)) return false;
      return beforeMs === null || ms === null || ms < beforeMs;
    };
    const keys = new Set<PassageKey>();
    for (const [passageKey, key] of articleOf) if (isAllowed(key)) keys.add(passageKey);
    return keys;
  }

  return {
    info,

    async nearest(vector, limit, filter) {
      const allowed = allowedBy(filter);
      if (allowed !== null && allowed.size < articleOf.size * EXACT_SHARE) {
        return guard(() => searchExactly(vector, vectorsOf(allowed), limit));
      }
      return index
        .search(vector, limit, allowed === null ? undefined : (label) => allowed.has(label))
        .map(({ label, similarity }) => ({ passageKey: label, score: similarity }));
    },

    async matching(words, limit, filter) {
      const allowed = allowedBy(filter);
      return guard(() => keywords.search(words, limit, (key) => (allowed ?? articleOf).has(key)));
    },

    async documentFrequencies(stems) {
      return guard(() => stems.map((stem) => keywords.frequency(stem)));
    },

    async passages(keys) {
      const found: StoredPassage[] = [];
      for (const key of keys) {
        const passage = articleOf.has(key) ? guard(() => passages.passage(key)) : null;
        if (passage) found.push(passage);
      }
      return found;
    },

    async passagesOf(articleKey) {
      return held.has(articleKey) ? guard(() => passages.ofArticle(articleKey)) : [];
    },

    async article(articleKey): Promise<StoredArticle | null> {
      return held.has(articleKey) ? guard(() => articles.article(articleKey)) : null;
    },

    async articles() {
      return listed;
    },
  };

  function* vectorsOf(keys: Iterable<PassageKey>) {
    for (const passageKey of keys) {
      const vector = passages.vector(passageKey);
      if (vector) yield { passageKey, vector };
    }
  }
}
