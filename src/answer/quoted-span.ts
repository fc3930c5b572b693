// Pure.
import type { Span } from '../corpus/span.ts';
import type { ScoredSentence } from './score-sentences.ts';

/** Sentences of a quotation at most. */
const MAX_SENTENCES = 3;
/** A quotation grows by another sentence only up to this length: it must be read at a glance. */
const MAX_CHARACTERS = 420;

/**
 * The best sentence with the better of its neighbours, twice at most: the answer often stands beside the
 * sentence that names what was asked (.46, .54, .57 right on RealTime QA with one, two, three sentences).
 * @param sentences of one passage, in text order
 */
export function quotedSpan(sentences: readonly ScoredSentence[], best: ScoredSentence): Span {
  let first = sentences.indexOf(best);
  let last = first;
  while (last - first + 1 < MAX_SENTENCES) {
    const before = sentences[first - 1];
    const after = sentences[last + 1];
    const takesBefore = before !== undefined && (after === undefined || before.score >= after.score);
    const start = (takesBefore ? before : sentences[first])?.start ?? 0;
    const end = (takesBefore ? sentences[last] : after)?.end;
    if (end === undefined || (end - start > MAX_CHARACTERS && last > first)) break;
    if (takesBefore) first--;
    else last++;
  }
  return { start: sentences[first]?.start ?? best.start, end: sentences[last]?.end ?? best.end };
}
