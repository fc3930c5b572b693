// Pure: which buttons stand below an answer. A further one is one more line here, an action in `button-id.ts` and
// its work in `button-actions.ts`.
import { COUNTED_QUOTES, type KeptQuestion } from '../../library/records.ts';
import { articleRef } from '../article-index.ts';
import type { ActionRow } from '../render/message.ts';
import { type Button, buttonRows } from './rows.ts';

/** The buttons of a kept question's quotes, shown from the one numbered `from` on. */
export function answerButtons(parts: {
  readonly question: KeptQuestion;
  readonly from: number;
  /** Whether the reply is for one person: then it can be shared. */
  readonly isPrivate: boolean;
  /** Title by id of an article. */
  readonly titleOf: (articleId: string) => string;
}): readonly ActionRow[] {
  const { question, from, isPrivate, titleOf } = parts;
  const next = from + COUNTED_QUOTES;
  const shown = question.quotes.slice(from, next);
  const onQuotes = (action: 'more' | 'context' | 'share' | 'why', label: string, first = from): Button => ({
    id: { action, question: question.id, from: first },
    label,
  });
  return buttonRows([
    [
      ...(question.quotes.length > next ? [onQuotes('more', 'More quotes', next)] : []),
      ...(shown.length > 0 ? [onQuotes('context', 'In context'), onQuotes('why', 'Why this quote')] : []),
      ...(isPrivate ? [onQuotes('share', 'Share')] : []),
    ],
    summaryButtons(
      shown.map(({ articleId }) => articleId),
      titleOf,
    ),
    [
      { id: { action: 'vote', question: question.id, vote: 'good' }, label: '', emoji: '👍' },
      { id: { action: 'vote', question: question.id, vote: 'bad' }, label: '', emoji: '👎' },
    ],
  ]);
}

/** A summary of each of the articles; named where there are several. */
export function summaryButtons(
  articleIds: readonly string[],
  titleOf: (articleId: string) => string,
): readonly Button[] {
  const articles = [...new Set(articleIds)];
  return articles.map((articleId) => ({
    id: { action: 'summary', article: articleRef(articleId) },
    label: articles.length === 1 ? 'Summary' : `Summary: ${titleOf(articleId)}`,
  }));
}
