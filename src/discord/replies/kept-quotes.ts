import { createHash } from 'node:crypto';
import type { Quote } from '../../answer/answer.ts';
import { contextSpan } from '../../answer/context-span.ts';
import { cutQuote, factsOf } from '../../answer/quote.ts';
import { answerBlocks } from '../../chat/answer-blocks.ts';
import { freshness } from '../../chat/freshness.ts';
import type { Block } from '../../chat/reply.ts';
import { ExpectedError } from '../../errors.ts';
import type { Snapshot } from '../../library/library.ts';
import { COUNTED_QUOTES, type KeptQuestion, type KeptQuote } from '../../library/records.ts';
import type { ArticleIndex } from '../article-index.ts';

/** Where kept quotes are cut from. */
interface Source {
  readonly snapshot: Snapshot;
  readonly articles: ArticleIndex;
}

/**
 * A kept question's quotes from the one numbered `from` on, cut anew from the text that is served now.
 * @throws ExpectedError `article-withdrawn` where none of them stands there any longer, word for word.
 */
export async function keptAnswer(
  question: KeptQuestion,
  from: number,
  source: Source,
): Promise<readonly Block[]> {
  return withLeftOut(question, from, source, (quotes) => answerBlocks({ kind: question.kind, quotes }));
}

/** The same quotes, each within its paragraph and the ones around it. @throws ExpectedError as `keptAnswer`. */
export async function quotesInContext(
  question: KeptQuestion,
  from: number,
  source: Source,
): Promise<readonly Block[]> {
  const standing = question.kind === 'answer' ? 'answer' : 'nearest';
  return withLeftOut(question, from, { ...source, isWidened: true }, (quotes) => [
    { kind: 'heading', text: 'In context' },
    ...quotes.map((quote): Block => ({ kind: 'quote', quote, standing })),
  ]);
}

async function withLeftOut(
  question: KeptQuestion,
  from: number,
  source: Source & { readonly isWidened?: boolean },
  blocksOf: (quotes: readonly Quote[]) => readonly Block[],
): Promise<readonly Block[]> {
  const wanted = question.quotes.slice(from, from + COUNTED_QUOTES);
  const cut = await Promise.all(wanted.map((quote) => cutKept(quote, source)));
  const quotes = cut.filter((quote) => quote !== null);
  if (wanted.length > 0 && quotes.length === 0) {
    throw new ExpectedError(
      'article-withdrawn',
      'This article was withdrawn, or its text has changed since; ask again.',
    );
  }
  const left = wanted.length - quotes.length;
  return [
    ...blocksOf(quotes),
    ...(left === 0
      ? []
      : [
          {
            kind: 'paragraph',
            text: `${left} more: the article was withdrawn, or its text has changed.`,
          } as const,
        ]),
    freshness(source.snapshot.info),
  ];
}

/** `null` where the served text no longer holds it, word for word. */
async function cutKept(
  kept: KeptQuote,
  { snapshot, articles, isWidened }: Source & { readonly isWidened?: boolean },
): Promise<Quote | null> {
  const listed = articles.find(kept.articleId);
  const article = listed && (await snapshot.article(listed.articleKey));
  if (!article || sha256(article.text.slice(kept.start, kept.end)) !== kept.textSha256) return null;
  const answering = { start: kept.start + kept.highlightStart, end: kept.start + kept.highlightEnd };
  const quoted = { start: kept.start, end: kept.end };
  return cutQuote(article, isWidened === true ? contextSpan(article, quoted) : quoted, {
    highlight: answering,
    score: 0,
    alsoIn: kept.alsoIn.flatMap((id) => {
      const other = articles.find(id);
      return other ? [factsOf(other)] : [];
    }),
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
