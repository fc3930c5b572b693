import { createHash } from 'node:crypto';
import { go as search, snapshot as searchable } from 'fuzzysort';
import type { ListedArticle, Snapshot } from '../library/library.ts';
import { choiceName } from './render/choice-name.ts';

/** Characters of an id that fits into every button beside what else stands there. */
const LONGEST_ID = 80;
/** Begins what stands for a longer id. */
const HASH_MARK = '~';
/** How well a title must fit, 0…1: at 0.2 letters may be left out (`telscope`), at 0.5 they may not. */
const LEAST_SCORE = 0.2;
/** Characters that are searched for: no title is named by more, and each costs time. */
const LONGEST_TYPED = 100;
/** Choices that Discord shows at once. */
const CHOICES = 25;

/** A choice of an autocomplete. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** The articles of one generation, by what stands for them on Discord, and by title. */
export interface ArticleIndex {
  /** By id, or by what `articleRef` makes of it. */
  find(idOrRef: string): ListedArticle | null;
  /** Titles that fit what was typed, best first; the newest ones where nothing was. */
  complete(typed: string): readonly Choice[];
}

/** What stands for an article in a button or a choice: its id, or a hash of one that is too long or cannot be sent. */
export function articleRef(id: string): string {
  const isSendable = id.trim() === id && id !== '' && id.isWellFormed() && !/\p{Cc}/u.test(id);
  if (isSendable && id.length <= LONGEST_ID && !id.startsWith(HASH_MARK)) return id;
  return HASH_MARK + createHash('sha256').update(id).digest('hex').slice(0, 32);
}

/** Makes the index of a generation once: preparing 10,000 titles takes longer than searching them. */
export function createArticleIndexes(): (snapshot: Snapshot) => Promise<ArticleIndex> {
  const indexes = new WeakMap<Snapshot, Promise<ArticleIndex>>();
  return (snapshot) => {
    const index = indexes.get(snapshot) ?? snapshot.articles().then(indexArticles);
    indexes.set(snapshot, index);
    return index;
  };
}

/** Indexes articles by reference and title. */
export function indexArticles(articles: readonly ListedArticle[]): ArticleIndex {
  const byRef = new Map(
    articles.flatMap((article) => [
      [article.id, article] as const,
      [articleRef(article.id), article] as const,
    ]),
  );
  const shown = articles.filter(({ exactCopy }) => !exactCopy);
  const titles = searchable(shown, { key: 'title' });
  // The first search prepares all titles, which takes longer than somebody who types would wait.
  search('a', titles, { limit: 1 });
  return {
    find: (idOrRef) => byRef.get(idOrRef) ?? null,
    complete(typed) {
      const words = typed.slice(0, LONGEST_TYPED).trim();
      const found =
        words === ''
          ? shown
          : search(words, titles, { limit: CHOICES, threshold: LEAST_SCORE }).map(({ obj }) => obj);
      return found
        .slice(0, CHOICES)
        .map(({ id, title }) => ({ name: choiceName(title), value: articleRef(id) }));
    },
  };
}
