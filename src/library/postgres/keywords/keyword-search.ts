import type { ArticleKey, IndexedWord } from '../../library.ts';
import type { Database, Session } from '../database.ts';
import type { Hit } from '../hit.ts';
import { countsOf, createKeywordStems } from './keyword-stems.ts';
import { rankPassages } from './rank-passages.ts';
import { decodeDocuments, type SegmentDocuments } from './segment.ts';

/** Words of a search at most: a question has far fewer. */
const MAX_WORDS = 64;
/** Stems whose passages are remembered. */
const COUNTED_STEMS = 20_000;

/** A segment that a generation is searched in. */
interface LoadedSegment {
  readonly segment: number;
  readonly words: number;
  readonly documents: SegmentDocuments;
}

interface SegmentRow {
  readonly segment: number;
  readonly passages: number;
  readonly words: number;
  readonly documents: Buffer;
}

interface PostingsRow {
  readonly segment: number;
  readonly stem: string;
  readonly postings: Buffer;
}

/** BM25 over titles and bodies in the segments of a generation. */
export interface KeywordSearch {
  search(
    words: readonly string[],
    limit: number,
    isAllowed: (articleKey: ArticleKey) => boolean,
  ): Promise<readonly Hit[]>;
  frequencies(stems: readonly string[]): Promise<readonly number[]>;
  wordsBeginning(letters: string, least: number, most: number): Promise<readonly IndexedWord[]>;
}

/** Searches generations by keywords; what passages a segment has is read once, as segments never change. */
export function createKeywordIndex({ schema }: Pick<Database, 'schema'>) {
  let loaded = new Map<number, Promise<LoadedSegment | null>>();
  const stemsOf = createKeywordStems();

  async function loadSegment({ rows }: Session, segment: number): Promise<LoadedSegment | null> {
    const [row] = await rows<SegmentRow>(
      `SELECT segment, passages, words, documents FROM ${schema}.keyword_segments WHERE segment = $1`,
      [segment],
    );
    // Dropped with its generation.
    if (row === undefined) return null;
    return { segment, words: row.words, documents: decodeDocuments(row.documents, row.passages) };
  }

  function load(session: Session, segment: number): Promise<LoadedSegment | null> {
    const known = loaded.get(segment);
    if (known !== undefined) return known;
    const loading = loadSegment(session, segment);
    loaded.set(segment, loading);
    loading.catch(() => loaded.delete(segment));
    return loading;
  }

  return {
    /** Lets go of what only other segments need. */
    retain(segments: ReadonlySet<number>): void {
      loaded = new Map([...loaded].filter(([segment]) => segments.has(segment)));
    },

    /**
     * @param segments of a generation
     * @param session of servers that have them
     */
    over(segments: readonly number[], session: Session): KeywordSearch {
      const { rows } = session;
      // Segments never change: a question's words are counted once, not for each thing that is done with them.
      const counted = new Map<string, number>();
      return {
        async search(words, limit, isAllowed) {
          const wanted = words
            .slice(0, MAX_WORDS)
            .map(lookedUp)
            .filter((stems) => stems.size > 0);
          if (wanted.length === 0 || limit < 1) return [];
          const [documents, found] = await Promise.all([
            Promise.all(segments.map((segment) => load(session, segment))),
            rows<PostingsRow>(
              `SELECT segment, stem, postings FROM ${schema}.keyword_postings
               WHERE segment = ANY($1::bigint[]) AND stem = ANY($2::text[])`,
              [segments, [...new Set(wanted.flatMap((stems) => [...stems.keys()]))]],
            ),
          ]);
          const here = documents.filter((segment) => segment !== null);
          return rankPassages({
            segments: here.map(({ segment, documents }) => ({
              documents,
              postings: new Map(
                found.filter((row) => row.segment === segment).map(({ stem, postings }) => [stem, postings]),
              ),
            })),
            words: wanted,
            limit,
            totalWords: here.reduce((sum, { words }) => sum + words, 0),
            isAllowed,
          });
        },

        async frequencies(stems) {
          if (counted.size > COUNTED_STEMS) counted.clear();
          const unknown = stems.filter((stem) => !counted.has(stem) && isStorable(stem));
          if (unknown.length > 0) {
            const found = await rows<IndexedWord>(
              `SELECT stem, sum(frequency)::bigint AS frequency FROM ${schema}.keyword_postings
               WHERE segment = ANY($1::bigint[]) AND stem = ANY($2::text[]) GROUP BY stem`,
              [segments, unknown],
            );
            for (const stem of unknown) counted.set(stem, 0);
            for (const { stem, frequency } of found) counted.set(stem, frequency);
          }
          return stems.map((stem) => counted.get(stem) ?? 0);
        },

        async wordsBeginning(letters, least, most) {
          if (!isStorable(letters)) return [];
          return rows<IndexedWord>(
            `SELECT stem, sum(frequency)::bigint AS frequency FROM ${schema}.keyword_postings
             WHERE segment = ANY($1::bigint[]) AND stem >= $2 AND stem < $3 AND length(stem) BETWEEN $4 AND $5
             GROUP BY stem ORDER BY stem`,
            [segments, letters, `${letters}\u{10ffff}`, least, most],
          );
        },
      };
    },
  };

  /** The stems that a passage must hold to have a word, and how often; none where nothing in it can be looked up. */
  function lookedUp(word: string): ReadonlyMap<string, number> {
    return countsOf(stemsOf(word));
  }
}

/** Whether PostgreSQL takes a text: it holds no U+0000, and no half of a surrogate pair. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
