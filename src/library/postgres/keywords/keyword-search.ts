import type { ArticleKey, IndexedWord } from '../../library.ts';
import type { Database } from '../database.ts';
import type { Hit } from '../hit.ts';
import { candidateQuery, type WeighedWord } from './candidate-query.ts';
import { countsOf, createKeywordStems } from './keyword-stems.ts';
import { toLexeme } from './lexeme.ts';

/** Term frequency saturation and length normalisation of BM25, as in SQLite's FTS5. */
const K1 = 1.2;
const B = 0.75;
/** BM25's idf turns negative for words in more than half of the passages; they count this much. */
const LEAST_IDF = 1e-6;
/** Words of a search, and stems of a word, at most: a question has far fewer. */
const MAX_WORDS = 64;
const MAX_STEMS = 16;
/**
 * Passages looked at, as far as can be told beforehand: at least so many, and so many for each one wanted. Of the 80
 * passages that BM25 ranks first for a question of RealTime QA, .997 are among them with 47,000 passages, and .994 with
 * 300,000.
 */
const LEAST_CANDIDATES = 600;
const CANDIDATES = 7.5;
/** Stems whose passages are remembered. */
const COUNTED_STEMS = 20_000;
/** How much more is taken each time that too few of the hits were allowed. */
const GROWTH = 4;

/** Which passages a search may find. */
export interface KeywordScope {
  /** Passages that are allowed. */
  readonly passages: number;
  /** `null` for all of the generation. */
  readonly allowed: ReadonlySet<ArticleKey> | null;
  /** Whether the generation lets an article's passages be found. */
  readonly isSearchable: (articleKey: ArticleKey) => boolean;
}

/** A word with the stems that a passage must hold for it, and how often. */
interface SearchedWord extends WeighedWord {
  readonly stems: ReadonlyMap<string, number>;
}

interface Totals {
  readonly passages: number;
  readonly words: number;
}

/**
 * BM25 over titles and bodies for one snapshot: candidates by GIN, weighed by the server. Counts are of every stored
 * passage, and read once: those of another build change no score.
 */
export function createKeywordSearch({ rows, schema }: Pick<Database, 'rows' | 'schema'>) {
  const stemsOf = createKeywordStems();

  const counted = new Map<string, number>();
  let totals: Totals | undefined;

  /** In how many passages each of some stems stands. */
  async function countPassages(stems: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const found = new Map(stems.map((stem) => [stem, counted.get(stem) ?? 0]));
    const unknown = stems.filter((stem) => !counted.has(stem));
    if (unknown.length > 0) {
      const read = await rows<Totals & { stem: string | null; frequency: number }>(
        `SELECT t.passages, t.words, s.stem, s.passages AS frequency FROM ${schema}.keyword_totals t
         LEFT JOIN ${schema}.keyword_stems s ON s.stem = ANY($1::text[])`,
        [unknown],
      );
      totals ??= read[0];
      for (const { stem, frequency } of read) if (stem !== null) found.set(stem, frequency);
    }
    if (counted.size > COUNTED_STEMS) counted.clear();
    for (const [stem, count] of found) counted.set(stem, count);
    return found;
  }

  /** In how many passages each of some words stands that have several stems. */
  async function countMatches(queries: readonly string[]): Promise<readonly number[]> {
    if (queries.length === 0) return [];
    const found = await rows<{ frequency: number }>(
      `SELECT (SELECT count(*) FROM ${schema}.passages p WHERE p.keywords @@ word.query) AS frequency
       FROM unnest($1::tsquery[]) WITH ORDINALITY AS word (query, place) ORDER BY place`,
      [queries],
    );
    return found.map(({ frequency }) => frequency);
  }

  /** The words that stand somewhere, weighed. */
  async function weigh(words: readonly string[]): Promise<readonly SearchedWord[]> {
    const stems = words
      .slice(0, MAX_WORDS)
      .map((word) => new Map([...countsOf(stemsOf(word))].slice(0, MAX_STEMS)))
      .filter(({ size }) => size > 0);
    const known = await countPassages([...new Set(stems.flatMap((word) => [...word.keys()]))]);
    const held = stems.filter((word) => [...word.keys()].every((stem) => known.get(stem) !== 0));
    const all = totals?.passages ?? 0;
    const queries = held.map((word) => [...word.keys()].map(toLexeme).join(' & '));
    const composed = await countMatches(queries.filter((_, at) => (held[at]?.size ?? 0) > 1));
    let next = 0;
    return held.flatMap((word, at) => {
      const [only] = word.keys();
      const frequency = word.size === 1 ? known.get(only as string) : composed[next++];
      if (frequency === undefined || frequency < 1) return [];
      const idf = Math.log((Math.max(0, all - frequency) + 0.5) / (frequency + 0.5));
      return [{ stems: word, frequency, idf: Math.max(LEAST_IDF, idf), query: `(${queries[at]})` }];
    });
  }

  /** The best of those candidates whose articles are allowed, best first. */
  function rank(search: {
    readonly words: readonly SearchedWord[];
    readonly candidates: string;
    readonly totals: Totals;
    readonly allowed: ReadonlySet<ArticleKey> | null;
    readonly limit: number;
  }): Promise<Hit[]> {
    const { words, candidates, totals, allowed, limit } = search;
    const values: unknown[] = [candidates, allowed === null ? null : [...allowed]];
    const parameter = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
    const perWord = (K1 * B * totals.passages) / Math.max(1, totals.words);
    const saturation = `(${K1 * (1 - B)} + ${parameter(perWord, 'float8')} * words)`;
    const scores = words.map(({ stems, idf }) => {
      const counts = [...stems].map(([stem, least]) => {
        const count = occurrences(parameter(toLexeme(stem), 'tsquery'));
        return least === 1 ? count : `floor(${count} / ${least})`;
      });
      const count = counts.length === 1 ? counts[0] : `least(${counts.join(', ')})`;
      return `${parameter(idf * (K1 + 1), 'float8')} * (1 - ${saturation} / (${count} + ${saturation}))`;
    });
    return rows<Hit>(
      `SELECT key AS "passageKey", article_key AS "articleKey", ${scores.join(' + ')} AS score
       FROM ${schema}.passages
       WHERE keywords @@ $1::tsquery AND ($2::bigint[] IS NULL OR article_key = ANY($2::bigint[]))
       ORDER BY score DESC, key LIMIT ${limit}`,
      values,
    );
  }

  return {
    async search(
      words: readonly string[],
      limit: number,
      { passages, allowed, isSearchable }: KeywordScope,
    ): Promise<readonly Hit[]> {
      if (words.length === 0 || limit < 1 || passages === 0) return [];
      const weighed = await weigh(words);
      if (weighed.length === 0 || totals === undefined) return [];
      const share = passages / Math.max(passages, totals.passages);
      let fetched = limit * 2;
      for (let wanted = Math.max(LEAST_CANDIDATES, limit * CANDIDATES); ; ) {
        const { query, isEveryMatch } = candidateQuery(weighed, totals.passages, wanted / share);
        const found = await rank({ words: weighed, candidates: query, totals, allowed, limit: fetched });
        const hits = found.filter(({ articleKey, score }) => score > 0 && isSearchable(articleKey));
        if (hits.length >= limit || (isEveryMatch && found.length < fetched)) {
          return hits.slice(0, limit);
        }
        if (found.length < fetched) wanted *= GROWTH;
        else fetched *= GROWTH;
      }
    },

    async frequencies(stems: readonly string[]): Promise<readonly number[]> {
      const known = await countPassages(stems.filter(isStorable));
      return stems.map((stem) => known.get(stem) ?? 0);
    },

    /** The words whose stems begin with some letters, in the order of their letters. */
    async wordsBeginning(letters: string, least: number, most: number): Promise<readonly IndexedWord[]> {
      if (!isStorable(letters)) return [];
      return rows<IndexedWord>(
        `SELECT stem, passages AS frequency FROM ${schema}.keyword_stems
         WHERE stem >= $1 AND stem < $2 AND length(stem) BETWEEN $3 AND $4 ORDER BY stem`,
        [letters, `${letters}\u{10ffff}`, least, most],
      );
    },
  };
}

/** Searches by keywords. */
export type KeywordSearch = ReturnType<typeof createKeywordSearch>;

/**
 * How often a passage holds a stem, which no function tells at once: with equal weights `ts_rank` of a single stem is
 * (1 + 1/4 + 1/9 + … + 1/n²) · 6/π², of which 1/(1 − ts_rank) · 6/π² − 1/2 is n to within a twentieth.
 * https://github.com/postgres/postgres/blob/REL_14_STABLE/src/backend/utils/adt/tsrank.c#L282
 */
function occurrences(query: string): string {
  return `round(${6 / Math.PI ** 2} / (1 - ts_rank('{1,1,1,1}', keywords, ${query})) - 0.5)`;
}

/** Whether PostgreSQL takes a text: it holds no U+0000, and no half of a surrogate pair. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
