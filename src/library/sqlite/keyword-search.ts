import { createLru } from '../../lru.ts';
import { createBestPassages } from '../best-passages.ts';
import type { IndexedWord, PassageKey, ScoredPassage } from '../library.ts';
import type { WordTable } from './word-table.ts';

/** BM25's usual values (Robertson & Zaragoza 2009); title and body count alike. */
const K1 = 1.2;
const B = 0.75;
/** The idf of a word in more than half of the passages, which the formula makes negative. */
const LEAST_IDF = 1e-6;
/** Words of a search at most: a question has far fewer. */
const MAX_WORDS = 64;
/** Places of words that are kept, 5 bytes each: what is in the news is asked about again and again. */
const KEPT_PLACES = 1_200_000;
/** Words whose frequencies are kept. */
const KEPT_FREQUENCIES = 20_000;
/** Words that are kept for slips of the keyboard, by their first letter, some 100 bytes each. */
const KEPT_VOCABULARY = 50_000;

/** A character of two UTF-16 code units. */
const ASTRAL = /[\ud800-\udbff]/;

/** Where a word stands among the passages, and what it says for each of them. */
interface Postings {
  /** Indexes into the passages, ascending. */
  readonly places: Uint32Array;
  /** How often it stands in each of them, 255 at most: more says nothing. */
  readonly times: Uint8ClampedArray;
  /** What the word weighs, above 0: its idf. */
  readonly weight: number;
}

/**
 * BM25 over titles and bodies of some passages. What a word says for them does not change while they are served,
 * whatever is stored beside them.
 * @param passageKeys ascending
 */
export function createKeywordSearch(words: WordTable, passageKeys: readonly PassageKey[]) {
  const placeOf = new Map(passageKeys.map((key, place) => [key, place]));
  const lengthNorms = normsOf(words.lengths(), passageKeys);
  const known = createLru<string, Postings>(KEPT_PLACES, ({ places }) => places.length + 1);
  const frequencies = createLru<string, number>(KEPT_FREQUENCIES);
  const vocabulary = createLru<string, readonly IndexedWord[]>(KEPT_VOCABULARY, ({ length }) => length + 1);
  const scores = new Float64Array(passageKeys.length);
  const touched = new Uint32Array(passageKeys.length);

  function postingsOf(word: string): Postings {
    const kept = known.get(word);
    if (kept !== undefined) return kept;
    const postings = weigh(word);
    known.set(word, postings);
    return postings;
  }

  function weigh(word: string): Postings {
    const keys = words.passagesWith(word);
    const places = new Uint32Array(keys.length);
    const times = new Uint8ClampedArray(keys.length);
    let found = 0;
    for (let at = 0, next = 0; at < keys.length; at = next) {
      next = at + 1;
      while (keys[next] === keys[at]) next++;
      // The table holds the passages of every stored version.
      const place = placeOf.get(keys[at] as PassageKey);
      if (place === undefined) continue;
      places[found] = place;
      times[found++] = next - at;
    }
    const idf = Math.log((passageKeys.length - found + 0.5) / (found + 0.5));
    return {
      places: places.slice(0, found),
      times: times.slice(0, found),
      weight: idf <= 0 ? LEAST_IDF : idf,
    };
  }

  function wordsOf(letters: string): readonly IndexedWord[] {
    const kept = vocabulary.get(letters);
    if (kept !== undefined) return kept;
    const found = words.wordsBeginning(letters);
    vocabulary.set(letters, found);
    return found;
  }

  return {
    /** In how many stored passages a stem stands. */
    frequency(stem: string): number {
      const frequency = frequencies.get(stem) ?? words.frequency(stem);
      frequencies.set(stem, frequency);
      return frequency;
    },

    wordsBeginning(letters: string, { least, most }: { readonly least: number; readonly most: number }) {
      return wordsOf(letters).filter(({ stem }) => {
        const characters = ASTRAL.test(stem) ? [...stem].length : stem.length;
        return characters >= least && characters <= most;
      });
    },

    /** @param isAllowed which passages may be found; all unless told */
    search(
      searched: readonly string[],
      limit: number,
      isAllowed: (passageKey: PassageKey) => boolean = () => true,
    ): readonly ScoredPassage[] {
      if (limit < 1) return [];
      let found = 0;
      for (const { places, times, weight } of searched.slice(0, MAX_WORDS).map(postingsOf)) {
        for (let i = 0; i < places.length; i++) {
          const place = places[i] as number;
          const count = times[i] as number;
          const share = (count * (K1 + 1)) / (count + (lengthNorms[place] as number));
          if (scores[place] === 0) touched[found++] = place;
          scores[place] = (scores[place] as number) + weight * share;
        }
      }
      const best = createBestPassages(limit);
      for (let i = 0; i < found; i++) {
        const place = touched[i] as number;
        const passageKey = passageKeys[place] as PassageKey;
        if (isAllowed(passageKey)) best.offer(passageKey, scores[place] as number);
        scores[place] = 0;
      }
      return best.list();
    },
  };
}

/** What BM25 takes off for the length of each passage. */
function normsOf(lengths: ReadonlyMap<PassageKey, number>, passageKeys: readonly PassageKey[]): Float64Array {
  const own = passageKeys.map((key) => lengths.get(key) ?? 0);
  const average = own.reduce((sum, length) => sum + length, 0) / (own.length || 1) || 1;
  return Float64Array.from(own, (length) => K1 * (1 - B + (B * length) / average));
}
