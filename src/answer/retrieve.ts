import type { PassageFilter, PassageKey, Snapshot } from '../library/library.ts';
import type { PreparedQuestion } from './question.ts';

/** Hits taken from each of the two searches before they are fused. */
const SEARCHED_PASSAGES = 50;
/** Weight of the cosine; BM25 over its maximum has the rest (RealTime QA, shared measurements). */
const DENSE_WEIGHT = 0.6;

/** A passage that both searches together found near. */
export interface Candidate {
  readonly passageKey: PassageKey;
  /** Weighted sum, about 0…1. */
  readonly fused: number;
  /** Cosine; `null` where only the keywords found it. */
  readonly similarity: number | null;
}

/**
 * Hybrid retrieval: nearest vectors and BM25, fused by a weighted sum. Each finds what the other misses.
 * @returns at most `limit`, best first
 */
export async function retrieve(
  question: PreparedQuestion,
  snapshot: Snapshot,
  limit: number,
  filter: PassageFilter,
): Promise<readonly Candidate[]> {
  const [dense, keyword] = await Promise.all([
    snapshot.nearest(question.vector, SEARCHED_PASSAGES, filter),
    snapshot.matching(searchedWords(question, snapshot.info.passages), SEARCHED_PASSAGES, filter),
  ]);
  const similarities = new Map(dense.map(({ passageKey, score }) => [passageKey, score]));
  const best = keyword[0]?.score ?? 1;
  const keywordShares = new Map(keyword.map(({ passageKey, score }) => [passageKey, score / best]));
  // What only the keywords found is less similar than all that the dense search returned.
  const unseen = dense.at(-1)?.score ?? 0;

  return [...new Set([...similarities.keys(), ...keywordShares.keys()])]
    .map((passageKey) => ({
      passageKey,
      similarity: similarities.get(passageKey) ?? null,
      fused:
        DENSE_WEIGHT * (similarities.get(passageKey) ?? unseen) +
        (1 - DENSE_WEIGHT) * (keywordShares.get(passageKey) ?? 0),
    }))
    .sort((a, b) => b.fused - a.fused || a.passageKey - b.passageKey)
    .slice(0, limit);
}

/** A word in more passages than this tells little, and looking through all of them takes longest. */
const COMMON_PASSAGES = 200;
const COMMON_SHARE = 0.03;
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
