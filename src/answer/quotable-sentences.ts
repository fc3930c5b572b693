import type { ArticleKey, Snapshot, StoredArticle, StoredPassage } from '../library/library.ts';
import type { ExaminedPassage } from './find-passages.ts';
import type { PreparedQuestion } from './question.ts';
import { type ScoredSentence, scoreSentences } from './score-sentences.ts';

/** A quotation reaches so many sentences from the best one at most. */
const REACH = 2;

/**
 * The sentences that may stand in a quotation with a passage's best one: its own, and where that one is near
 * its border those of the passages beside it, up to a subhead.
 * @returns in text order
 */
export async function quotableSentences(
  { passage, article, sentences, best }: ExaminedPassage,
  question: PreparedQuestion,
  snapshot: Snapshot,
): Promise<readonly ScoredSentence[]> {
  const at = sentences.indexOf(best);
  const isNearBorder = at < REACH || at >= sentences.length - REACH;
  if (!isNearBorder) return sentences;
  const { before, after } = await passagesBeside(passage, article.articleKey, snapshot);
  const scoresOf = (beside: StoredPassage | undefined) =>
    beside === undefined ? [] : scoreSentences(question, beside, article);
  return [
    ...(before && isJoined(article, before, passage) ? scoresOf(before).slice(-REACH) : []),
    ...sentences,
    ...(after && isJoined(article, passage, after) ? scoresOf(after).slice(0, REACH) : []),
  ];
}

async function passagesBeside(
  { ordinal }: StoredPassage,
  articleKey: ArticleKey,
  snapshot: Snapshot,
): Promise<{ readonly before: StoredPassage | undefined; readonly after: StoredPassage | undefined }> {
  const all = await snapshot.passagesOf(articleKey, { first: ordinal - 1, last: ordinal + 1 });
  return {
    before: all.find((other) => other.ordinal === ordinal - 1),
    after: all.find((other) => other.ordinal === ordinal + 1),
  };
}

/** Whether nothing but white space, as no subhead, stands between two passages. */
function isJoined(article: StoredArticle, first: StoredPassage, second: StoredPassage): boolean {
  return article.text.slice(first.span.end, second.span.start).trim() === '';
}
