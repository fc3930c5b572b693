// Pure.
import type { Article } from '../corpus/article.ts';
import { findNearCopies, minHash, wordsForCopies } from '../corpus/near-copies.ts';

/** A seed article before it has a key in the library. */
export interface PlannedArticle {
  readonly article: Article;
  readonly file: string;
  readonly signature: Uint32Array;
  /** Index in the plan of the article whose story this one repeats. */
  readonly duplicateOf: number | null;
  /** Word for word the same text as that article: nothing of its own to search. */
  readonly exactCopy: boolean;
}

/**
 * Orders the articles of a build and finds those that repeat another one's story. The story's first telling is
 * the original: the earliest dated, then by file name.
 */
export function planArticles(
  seeds: readonly { readonly article: Article; readonly file: string }[],
): readonly PlannedArticle[] {
  const ordered = seeds.toSorted(
    (a, b) => order(a) - order(b) || (a.file < b.file ? -1 : a.file > b.file ? 1 : 0),
  );
  const signatures = ordered.map(({ article }) => minHash(article.text));
  const originals = findNearCopies(signatures);
  return ordered.map(({ article, file }, index) => {
    const duplicateOf = originals[index] ?? null;
    const original = duplicateOf === null ? undefined : ordered[duplicateOf];
    return {
      article,
      file,
      signature: signatures[index] as Uint32Array,
      duplicateOf,
      exactCopy: original !== undefined && sameWords(original.article.text, article.text),
    };
  });
}

function order({ article }: { readonly article: Article }): number {
  return article.publishedAt === null ? Number.POSITIVE_INFINITY : Date.parse(article.publishedAt);
}

function sameWords(a: string, b: string): boolean {
  return a === b || wordsForCopies(a).join(' ') === wordsForCopies(b).join(' ');
}
