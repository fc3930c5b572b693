import type { ArticleKey, PassageFilter, PassageKey, Snapshot } from '../library/library.ts';
import type { PreparedQuestion } from './question.ts';
import { type QuestionTime, recencies } from './recency.ts';

/** Hits taken from each of the two searches before they are fused. */
const SEARCHED_PASSAGES = 80;
/** Days after which an article counts for 1/e as much as one of the time asked about. */
const DECAY_DAYS = 120;
/**
 * Weights of the cosine, of BM25 over its maximum, and of how near the article is to the time asked about.
 * Chosen on RealTime QA: answer in the first ten passages .84, against .80 without the time.
 */
const WEIGHTS = { similarity: 0.5, keywords: 0.5, recency: 0.3 } as const;

/** A passage that both searches together found near. */
export interface Candidate {
  readonly passageKey: PassageKey;
  /** Weighted sum, about 0…1.3. */
  readonly fused: number;
  /** Cosine; `null` where only the keywords found it. */
  readonly similarity: number | null;
}

/**
 * Hybrid retrieval: nearest vectors and BM25, fused by a weighted sum with the time that is asked about. Each
 * finds what the others miss.
 * @returns at most `limit`, best first
 */
export async function retrieve(
  question: PreparedQuestion,
  snapshot: Snapshot,
  options: {
    readonly limit: number;
    readonly filter: PassageFilter;
    readonly time: QuestionTime;
    /** Milliseconds of the epoch, or `null` where it is not known. */
    readonly publishedMs: (articleKey: ArticleKey) => number | null;
  },
): Promise<readonly Candidate[]> {
  const { limit, filter, time, publishedMs } = options;
  const [dense, keyword] = await Promise.all([
    snapshot.nearest(question.vector, SEARCHED_PASSAGES, filter),
    snapshot.matching(searchedWords(question, snapshot.info.passages), SEARCHED_PASSAGES, filter),
  ]);
  const similarities = new Map(dense.map(({ passageKey, score }) => [passageKey, score]));
  const shares = new Map(
    keyword.map(({ passageKey, score }) => [passageKey, score / (keyword[0]?.score ?? 1)]),
  );
  // What only the keywords found is less similar than all that the dense search returned.
  const unseen = dense.at(-1)?.score ?? 0;

  const found = [...similarities.keys()];
  for (const passageKey of shares.keys()) if (!similarities.has(passageKey)) found.push(passageKey);
  const dates = (await snapshot.articleKeys(found)).map((key) => (key === null ? null : publishedMs(key)));
  const recent = recencies(dates, time, DECAY_DAYS);
  return found
    .map((passageKey, index): Candidate => {
      const similarity = similarities.get(passageKey) ?? null;
      const fused =
        WEIGHTS.similarity * (similarity ?? unseen) +
        WEIGHTS.keywords * (shares.get(passageKey) ?? 0) +
        WEIGHTS.recency * (recent[index] as number);
      return { passageKey, similarity, fused };
    })
    .sort((a, b) => b.fused - a.fused || a.passageKey - b.passageKey)
    .slice(0, limit);
}

/** A word in more passages than this tells little, and looking through all of them takes longest. */
const COMMON_PASSAGES = 200;
const COMMON_SHARE = 0.08;
/** Words that are searched for however common they are. */
const LEAST_WORDS = 3;

/** The words worth searching for: the rare ones, and at least the rarest few. */
function searchedWords({ terms }: PreparedQuestion, passages: number): readonly string[] {
  const common = Math.max(COMMON_PASSAGES, COMMON_SHARE * passages);
  return terms
    .toSorted((a, b) => a.frequency - b.frequency)
    .filter(({ frequency }, rank) => rank < LEAST_WORDS || frequency <= common)
    .map(({ word }) => word);
}
