// Pure.
import type { Span } from '../corpus/span.ts';
import { leansOnBefore } from './summary/leaning.ts';

/** Sentences of a quotation at most. */
const MAX_SENTENCES = 3;
/**
 * A quotation grows by another sentence only up to this length: it must be read at a glance. Right on RealTime
 * QA with 420, 600, 800 characters: .54, .56, .56.
 */
const MAX_CHARACTERS = 600;
/**
 * A neighbour that answers so much worse than the best sentence, in points of its score, is left out: before it, it
 * would stand between the reader and the answer; behind it, it may be another matter. First quote right on RealTime
 * QA, SQuAD 2 within a passage: .576, .859 at 3, 3; .586, .865 at 4, 4; .601, .872 at 4, 6; .621, .874 without.
 */
const GAPS = { before: 4, behind: 6 } as const;
/** Within so many points on both sides stands what answers, and little else: the confidence looks for names there. */
export const NARROW_GAPS = { before: 4, behind: 4 } as const;

type Gaps = { readonly before: number; readonly behind: number };

/** A sentence with how well it answers. */
interface WeighedSentence extends Span {
  readonly score: number;
}

/**
 * The best sentence with the better of its neighbours, twice at most, where they are worth it: the answer often stands beside the
 * sentence that names what was asked (.46, .54, .57 right on RealTime QA with one, two, three sentences). A
 * quotation that would begin with “But he” or “The company” takes the sentence before it instead of one behind.
 * @param text of the article
 * @param sentences that may be quoted together, in text order
 * @param best one of them
 * @param gaps how much worse a neighbour may answer, in points
 */
export function quotedSpan(
  text: string,
  sentences: readonly WeighedSentence[],
  best: WeighedSentence,
  gaps: Gaps = GAPS,
): Span {
  const at = sentences.findIndex(({ start }) => start === best.start);
  const grown = grow(sentences, { first: at, last: at }, leastScores(best, gaps));
  const { first, last } = standAlone(text, sentences, grown, at);
  return { start: sentences[first]?.start ?? best.start, end: sentences[last]?.end ?? best.end };
}

/** Sentences from the first to the last, by their index. */
interface Range {
  readonly first: number;
  readonly last: number;
}

function leastScores({ score }: WeighedSentence, { before, behind }: Gaps): Gaps {
  return { before: score - before, behind: score - behind };
}

function grow(sentences: readonly WeighedSentence[], { first, last }: Range, least: Gaps): Range {
  const worthy = (at: number, leastScore: number) =>
    (sentences[at]?.score ?? Number.NaN) >= leastScore ? sentences[at] : undefined;
  const before = worthy(first - 1, least.before);
  const after = worthy(last + 1, least.behind);
  if (last - first + 1 >= MAX_SENTENCES || (before === undefined && after === undefined)) {
    return { first, last };
  }
  const takesBefore = before !== undefined && (after === undefined || before.score >= after.score);
  const wider = takesBefore ? { first: first - 1, last } : { first, last: last + 1 };
  return isShort(sentences, wider) ? grow(sentences, wider, least) : { first, last };
}

/** The range moved or widened by a sentence towards the start where its first sentence leans on the one before. */
function standAlone(text: string, sentences: readonly WeighedSentence[], range: Range, best: number): Range {
  const first = sentences[range.first];
  if (first === undefined || range.first === 0) return range;
  if (!leansOnBefore(text.slice(first.start, first.end))) return range;
  const isFull = range.last - range.first + 1 >= MAX_SENTENCES;
  const moved = { first: range.first - 1, last: isFull ? range.last - 1 : range.last };
  return moved.last >= best && isShort(sentences, moved) ? moved : range;
}

function isShort(sentences: readonly WeighedSentence[], { first, last }: Range): boolean {
  return (sentences[last]?.end ?? 0) - (sentences[first]?.start ?? 0) <= MAX_CHARACTERS;
}
