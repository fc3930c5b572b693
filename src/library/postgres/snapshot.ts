import { createArticleFilter } from '../article-filter.ts';
import type { GenerationInfo, ListedArticle, PassageFilter, Snapshot } from '../library.ts';
import type { createArticleStore } from './article-store.ts';
import type { KeywordSearch } from './keywords/keyword-search.ts';
import type { PassageStore } from './passage-store.ts';
import type { createVectorSearch } from './vector-search.ts';

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

  function scopeOf(filter: PassageFilter | undefined) {
    const allowed = allowedArticles(filter);
    if (allowed === null) return { generation, allowed, passages: info.passages };
    const sizes = [...allowed].map((key) => searchable.get(key) ?? 0);
    return { generation, allowed, passages: sizes.reduce((sum, size) => sum + size, 0) };
  }

  return {
    info,
    nearest: async (vector, limit, filter) => vectors.search(vector, limit, scopeOf(filter)),
    matching: async (words, limit, filter) =>
      keywords.search(words, limit, {
        ...scopeOf(filter),
        isSearchable: (articleKey) => searchable.has(articleKey),
      }),
    documentFrequencies: (stems) => keywords.frequencies(stems),
    wordsBeginning: (letters, { least, most }) => keywords.wordsBeginning(letters, least, most),
    articleKeys: (keys) => passages.articleKeys(generation, keys),
    passages: (keys) => passages.passages(generation, keys),
    passagesOf: (articleKey, ordinals?: { readonly first: number; readonly last: number }) =>
      passages.ofArticle(generation, articleKey, ordinals),
    article: (articleKey) => articles.article(generation, articleKey),
    articles: async () => listed,
  };
}
