// Pure.
import type { Article } from '../corpus/article.ts';
import { findNearCopies, wordsForCopies } from '../corpus/near-copies.ts';
import type { ArticleKey } from '../library/library.ts';

/** A seed article, with what the library knows of it. */
export interface SeedVersion {
  readonly article: Article;
  readonly file: string;
  readonly versionHash: string;
  /** MinHash signature of its text. */
  readonly signature: Uint32Array;
  /** `null` where this version is not stored yet. */
  readonly articleKey: ArticleKey | null;
}

/** A version with its place among the stories. */
export interface PlannedArticle extends SeedVersion {
  /** Index in the plan of the article whose story this one repeats. */
  readonly duplicateOf: number | null;
  /** Word for word the same text as that article: nothing of its own to search. */
  readonly exactCopy: boolean;
}

/**
 * Orders the articles of a build and finds those that repeat another one's story. The story's first telling is
 * the original: the earliest dated, then by file name.
 */
export function planArticles(versions: readonly SeedVersion[]): readonly PlannedArticle[] {
  const ordered = versions.toSorted(
    (a, b) => order(a) - order(b) || (a.file < b.file ? -1 : a.file > b.file ? 1 : 0),
  );
  const originals = findNearCopies(ordered.map(({ signature }) => signature));
  return ordered.map((version, index) => {
    const duplicateOf = originals[index] ?? null;
    const original = duplicateOf === null ? undefined : ordered[duplicateOf];
    return {
      ...version,
      duplicateOf,
      exactCopy: original !== undefined && sameWords(original.article.text, version.article.text),
    };
  });
}

function order({ article }: { readonly article: Article }): number {
  return article.publishedAt === null ? Number.POSITIVE_INFINITY : Date.parse(article.publishedAt);
}

function sameWords(a: string, b: string): boolean {
  return a === b || wordsForCopies(a).join(' ') === wordsForCopies(b).join(' ');
}
