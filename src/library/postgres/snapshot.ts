import { createArticleFilter } from '../article-filter.ts';
import type {
  ArticleKey,
  GenerationInfo,
  ListedArticle,
  PassageFilter,
  PassageKey,
  ScoredPassage,
  Snapshot,
} from '../library.ts';
import type { createArticleStore } from './article-store.ts';
import { askTogether } from './ask-together.ts';
import type { Hit } from './hit.ts';
import type { KeywordSearch } from './keywords/keyword-search.ts';
import type { PassageStore } from './passage-store.ts';
import type { createVectorSearch } from './vector-search.ts';

/** Passages whose article is remembered. */
const REMEMBERED_PASSAGES = 50_000;

/** A view of one generation: its list of articles in memory, the rest asked of the database. */
export function createSnapshot(parts: {
  readonly info: GenerationInfo;
  readonly listed: readonly ListedArticle[];
  readonly articles: ReturnType<typeof createArticleStore>;
  readonly passages: PassageStore;
  readonly vectors: ReturnType<typeof createVectorSearch>;
  readonly keywords: KeywordSearch;
}): Snapshot {
  const { info, listed, articles, passages, vectors, keywords } = parts;
  const { generation } = info;
  const allowedArticles = createArticleFilter(listed);
  const searchable = new Map(
    listed.filter(({ exactCopy }) => !exactCopy).map((article) => [article.articleKey, article.passages]),
  );

  const readArticle = askTogether((keys: readonly ArticleKey[]) => articles.articles(generation, keys));
  // What was found is asked about next.
  const articleOf = new Map<PassageKey, ArticleKey | null>();

  function remember(hits: readonly Hit[]): readonly ScoredPassage[] {
    if (articleOf.size > REMEMBERED_PASSAGES) articleOf.clear();
    for (const { passageKey, articleKey } of hits) articleOf.set(passageKey, articleKey);
    return hits.map(({ passageKey, score }) => ({ passageKey, score }));
  }

  function scopeOf(filter: PassageFilter | undefined) {
    const allowed = allowedArticles(filter);
    const total = info.passages;
    if (allowed === null) return { generation, allowed, passages: total, total };
    const sizes = [...allowed].map((key) => searchable.get(key) ?? 0);
    return { generation, allowed, passages: sizes.reduce((sum, size) => sum + size, 0), total };
  }

  return {
    info,
    nearest: async (vector, limit, filter) => remember(await vectors.search(vector, limit, scopeOf(filter))),
    async matching(words, limit, filter) {
      const allowed = allowedArticles(filter);
      const isAllowed = (key: ArticleKey) => searchable.has(key) && (allowed?.has(key) ?? true);
      return remember(await keywords.search(words, limit, isAllowed));
    },
    documentFrequencies: (stems) => keywords.frequencies(stems),
    wordsBeginning: (letters, { least, most }) => keywords.wordsBeginning(letters, least, most),
    async articleKeys(keys) {
      const unknown = keys.filter((key) => !articleOf.has(key));
      const found = unknown.length === 0 ? [] : await passages.articleKeys(generation, unknown);
      for (const [at, key] of unknown.entries()) articleOf.set(key, found[at] ?? null);
      return keys.map((key) => articleOf.get(key) ?? null);
    },
    passages: (keys) => passages.passages(generation, keys),
    passagesOf: (articleKey, ordinals?: { readonly first: number; readonly last: number }) =>
      passages.ofArticle(generation, articleKey, ordinals),
    article: readArticle,
    articles: async () => listed,
  };
}
