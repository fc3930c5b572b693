import { joinInitials } from '../../corpus/initials.ts';
import { createLru } from '../../lru.ts';
import { createBestPassages } from '../best-passages.ts';
import type { IndexedWord, PassageKey, ScoredPassage } from '../library.ts';
import type { Database } from './database.ts';

/** Weights of title and body in BM25: a word in the title says as much as one in the text. */
const TITLE_WEIGHT = 1;
const BODY_WEIGHT = 1;
/** Words of a search at most: a question has far fewer. */
const MAX_WORDS = 64;
/**
 * Places of words that are kept, 12 bytes each. The words that stand in many passages take most of the time and are
 * asked for again and again; rare ones are read quickly.
 */
const KEPT_PLACES = 1_000_000;

/** Where a word stands among some passages, and what it says for each of them. */
interface Postings {
  /** Indexes into the passages, ascending. */
  readonly places: Uint32Array;
  /** BM25 of the one word, above 0. */
  readonly points: Float64Array;
}

/** Statements over the words of all stored passages, by FTS5 (https://www.sqlite.org/fts5.html). */
export function createWordTable(database: Database) {
  // BM25 of several words is the sum over them.
  const select = database
    .prepare<[string], [passageKey: number, score: number]>(
      `SELECT rowid, -bm25(passages_fts, ${TITLE_WEIGHT}, ${BODY_WEIGHT}) FROM passages_fts WHERE passages_fts MATCH ?`,
    )
    .raw();
  const selectFrequency = database
    .prepare<[string], number>('SELECT doc FROM passages_terms WHERE term = ?')
    .pluck();
  const selectWords = database.prepare<[string, string, number, number], IndexedWord>(
    `SELECT term AS stem, doc AS frequency FROM passages_terms
     WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ? ORDER BY term`,
  );
  return {
    /** What a word, or a phrase where it is cut into several, says for each passage that holds it. */
    passagesWith: (query: string): readonly (readonly [passageKey: number, score: number])[] =>
      select.all(query),
    frequency: (stem: string): number => selectFrequency.get(stem) ?? 0,
    wordsBeginning: (letters: string, least: number, most: number): readonly IndexedWord[] =>
      selectWords.all(letters, `${letters}\u{10ffff}`, least, most),
  };
}

/** Statements over the words of all stored passages. */
export type WordTable = ReturnType<typeof createWordTable>;

/**
 * BM25 over titles and bodies of some passages. What a word says for them is read once and kept: it does not change
 * while they are served, whatever is stored beside them.
 * @param passageKeys ascending
 */
export function createKeywordSearch(words: WordTable, passageKeys: readonly PassageKey[]) {
  const placeOf = new Map(passageKeys.map((key, place) => [key, place]));
  const scores = new Float64Array(passageKeys.length);
  const known = createLru<string, Postings>(KEPT_PLACES, ({ places }) => places.length + 1);

  function postingsOf(query: string): Postings {
    const kept = known.get(query);
    if (kept !== undefined) return kept;
    const postings = read(query);
    known.set(query, postings);
    return postings;
  }

  function read(query: string): Postings {
    const rows = words.passagesWith(query);
    const places = new Uint32Array(rows.length);
    const points = new Float64Array(rows.length);
    let count = 0;
    for (const [passageKey, score] of rows) {
      // The table holds the passages of every stored version.
      const place = placeOf.get(passageKey);
      if (place === undefined) continue;
      places[count] = place;
      // FTS5's idf turns negative for words in more than half of the passages.
      points[count++] = Math.max(score, 1e-6);
    }
    return { places: places.slice(0, count), points: points.slice(0, count) };
  }

  return {
    /** @param isAllowed which passages may be found; all unless told */
    search(
      searched: readonly string[],
      limit: number,
      isAllowed: (passageKey: PassageKey) => boolean = () => true,
    ): readonly ScoredPassage[] {
      if (limit < 1) return [];
      const found: number[] = [];
      for (const { places, points } of queriesOf(searched).map(postingsOf)) {
        for (let i = 0; i < places.length; i++) {
          const place = places[i] as number;
          if (scores[place] === 0) found.push(place);
          scores[place] = (scores[place] as number) + (points[i] as number);
        }
      }
      const best = createBestPassages(limit);
      for (const place of found) {
        const passageKey = passageKeys[place] as PassageKey;
        if (isAllowed(passageKey)) best.offer(passageKey, scores[place] as number);
        scores[place] = 0;
      }
      return best.list();
    },
  };
}

/** A query for each of some words, as a string: nothing in it is syntax. */
function queriesOf(words: readonly string[]): readonly string[] {
  return words
    .slice(0, MAX_WORDS)
    .map((word) => joinInitials(word).replaceAll('\0', ' '))
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .map((word) => `"${word.replaceAll('"', '""')}"`);
}
