// Pure.
import type { ArticleKey } from '../../library.ts';
import type { Hit } from '../hit.ts';
import { decodePostings, type Postings, type SegmentDocuments } from './segment.ts';

/** Term frequency saturation and length normalisation of BM25, as in SQLite's FTS5. */
const K1 = 1.2;
const B = 0.75;
/** FTS5's idf turns negative for words in more than half of the passages; they count this much. */
const LEAST_IDF = 1e-6;

const NOTHING = new Uint8Array();
const NONE: Postings = { numbers: [], counts: [] };

/** A segment with what it holds of the stems that are searched for. */
export interface SearchedSegment {
  readonly documents: SegmentDocuments;
  readonly postings: ReadonlyMap<string, Uint8Array>;
}

/**
 * The best passages for any of some words by BM25 (Robertson & Zaragoza 2009), as SQLite's FTS5 ranks them.
 * @param query.words of each word the stems that a passage must hold for it, and how often: in which order is not
 * looked at
 * @param query.totalWords words of all segments, passages that are not allowed included
 * @returns at most `limit`, best first; among equals, by ascending key
 */
export function rankPassages(query: {
  readonly segments: readonly SearchedSegment[];
  readonly words: readonly ReadonlyMap<string, number>[];
  readonly limit: number;
  readonly totalWords: number;
  readonly isAllowed: (articleKey: ArticleKey) => boolean;
}): readonly Hit[] {
  const { segments, words, limit, totalWords, isAllowed } = query;
  const total = segments.reduce((sum, { documents }) => sum + documents.lengths.length, 0);
  const averageLength = totalWords / Math.max(1, total);
  const found = segments.map((segment) => words.map((stems) => matchesOf(stems, segment)));
  const idfs = words.map((_, at) => {
    const frequency = found.reduce((sum, matches) => sum + (matches[at] as Postings).numbers.length, 0);
    return Math.max(LEAST_IDF, Math.log((total - frequency + 0.5) / (frequency + 0.5)));
  });
  const best: Hit[] = [];
  for (const [at, { documents }] of segments.entries()) {
    const scores = new Float64Array(documents.lengths.length);
    for (const [word, { numbers, counts }] of (found[at] as Postings[]).entries()) {
      const idf = idfs[word] as number;
      for (let i = 0; i < numbers.length; i++) {
        const number = numbers[i] as number;
        const count = counts[i] as number;
        const length = documents.lengths[number] as number;
        scores[number] =
          (scores[number] as number) +
          (idf * count * (K1 + 1)) / (count + K1 * (1 - B + (B * length) / averageLength));
      }
    }
    for (let number = 0; number < scores.length; number++) {
      const score = scores[number] as number;
      if (score === 0 || !isBetter(score, best, limit)) continue;
      const articleKey = documents.articleKeys[number] as number;
      if (!isAllowed(articleKey)) continue;
      insert({ passageKey: documents.passageKeys[number] as number, articleKey, score }, best, limit);
    }
  }
  return best;
}

/** Passages of a segment that hold a word, and how often. */
function matchesOf(stems: ReadonlyMap<string, number>, { postings }: SearchedSegment): Postings {
  const [first = NONE, ...others] = [...stems].map(([stem, least]) =>
    atLeast(decodePostings(postings.get(stem) ?? NOTHING), least),
  );
  return others.reduce(both, first);
}

/** The passages that hold a stem often enough, by how often they hold it as often. */
function atLeast({ numbers, counts }: Postings, least: number): Postings {
  if (least === 1) return { numbers, counts };
  const isEnough = (_: number, at: number) => (counts[at] as number) >= least;
  return {
    numbers: numbers.filter(isEnough),
    counts: counts.filter(isEnough).map((count) => Math.floor(count / least)),
  };
}

/** The passages of two lists, and how often the rarer one stands there. */
function both(one: Postings, other: Postings): Postings {
  const countOf = new Map(other.numbers.map((number, at) => [number, other.counts[at] as number]));
  const isHeld = (_: number, at: number) => countOf.has(one.numbers[at] as number);
  const numbers = one.numbers.filter(isHeld);
  const counts = one.counts.filter(isHeld);
  return {
    numbers,
    counts: counts.map((count, at) => Math.min(count, countOf.get(numbers[at] as number) as number)),
  };
}

function isBetter(score: number, best: readonly Hit[], limit: number): boolean {
  return best.length < limit || score >= (best.at(-1) as Hit).score;
}

/** Puts a passage at its place, and lets the last one go where there are too many. */
function insert(passage: Hit, best: Hit[], limit: number): void {
  const isBefore = (other: Hit) =>
    other.score > passage.score || (other.score === passage.score && other.passageKey < passage.passageKey);
  let low = 0;
  let high = best.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(best[middle] as Hit)) low = middle + 1;
    else high = middle;
  }
  best.splice(low, 0, passage);
  if (best.length > limit) best.pop();
}
