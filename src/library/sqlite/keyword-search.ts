import { joinInitials } from '../../corpus/initials.ts';
import type { IndexedWord, ScoredPassage } from '../library.ts';
import type { Database } from './database.ts';

/** Weights of title and body in BM25: a word in the title says as much as one in the text. */
const TITLE_WEIGHT = 1;
const BODY_WEIGHT = 1;
/** Words of a search at most: a question has far fewer. */
const MAX_WORDS = 64;
/** How much more is fetched each time that too few of the hits were allowed. */
const GROWTH = 4;

/** BM25 over titles and bodies, by FTS5 (https://www.sqlite.org/fts5.html). */
export function createKeywordSearch(database: Database) {
  const select = database.prepare<[string, number], ScoredPassage>(
    `SELECT rowid AS passageKey, -bm25(passages_fts, ${TITLE_WEIGHT}, ${BODY_WEIGHT}) AS score
     FROM passages_fts WHERE passages_fts MATCH ? ORDER BY score DESC, rowid LIMIT ?`,
  );
  const selectFrequency = database
    .prepare<[string], number>('SELECT doc FROM passages_terms WHERE term = ?')
    .pluck();
  const selectWords = database.prepare<[string, string, number, number], IndexedWord>(
    `SELECT term AS stem, doc AS frequency FROM passages_terms
     WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ? ORDER BY term`,
  );

  return {
    /** The table holds the passages of every stored version: `isAllowed` says which count. */
    search(
      words: readonly string[],
      limit: number,
      isAllowed: (passageKey: number) => boolean,
    ): readonly ScoredPassage[] {
      const query = matchAny(words);
      if (query === '' || limit < 1) return [];
      for (let fetched = limit * 2; ; fetched *= GROWTH) {
        const rows = select.all(query, fetched);
        const allowed = rows.filter(({ passageKey }) => isAllowed(passageKey));
        if (allowed.length >= limit || rows.length < fetched) {
          // FTS5's idf turns negative for words in more than half of the passages.
          return allowed
            .slice(0, limit)
            .map(({ passageKey, score }) => ({ passageKey, score: Math.max(score, 1e-6) }));
        }
      }
    },
    frequency: (stem: string): number => selectFrequency.get(stem) ?? 0,
    wordsBeginning: (letters: string, least: number, most: number): readonly IndexedWord[] =>
      selectWords.all(letters, `${letters}\u{10ffff}`, least, most),
  };
}

/** A query for any of some words, each as a string: nothing in them is syntax. */
function matchAny(words: readonly string[]): string {
  return words
    .slice(0, MAX_WORDS)
    .map((word) => joinInitials(word).replaceAll('\0', ' '))
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .map((word) => `"${word.replaceAll('"', '""')}"`)
    .join(' OR ');
}
