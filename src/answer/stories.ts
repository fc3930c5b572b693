// Pure.
import type { ArticleKey, ListedArticle } from '../library/library.ts';

/** The articles of a generation, by the story that they tell. */
export interface Stories {
  /** Facts of an article of the generation. */
  article(key: ArticleKey): ListedArticle | undefined;
  /** When an article of the generation was published, in milliseconds of the epoch; `null` where that is not known. */
  publishedMs(key: ArticleKey): number | null;
  /** Key of the story's original. */
  storyOf(key: ArticleKey): ArticleKey;
  /** Every telling of a story, in the order of the listing. */
  tellings(story: ArticleKey): readonly ListedArticle[];
}

/** Groups a generation's articles by story. */
export function groupStories(articles: readonly ListedArticle[]): Stories {
  const byKey = new Map(articles.map((article) => [article.articleKey, article]));
  const storyOf = (key: ArticleKey) => byKey.get(key)?.duplicateOf ?? key;
  const byStory = new Map<ArticleKey, ListedArticle[]>();
  for (const article of articles) {
    const story = storyOf(article.articleKey);
    byStory.set(story, [...(byStory.get(story) ?? []), article]);
  }
  const publishedMs = new Map<ArticleKey, number | null>();
  return {
    article: (key) => byKey.get(key),
    publishedMs(key) {
      const known = publishedMs.get(key);
      if (known !== undefined) return known;
      const { publishedAt } = byKey.get(key) ?? { publishedAt: null };
      const ms = publishedAt === null ? null : Date.parse(publishedAt);
      publishedMs.set(key, ms);
      return ms;
    },
    storyOf,
    tellings: (story) => byStory.get(story) ?? [],
  };
}
