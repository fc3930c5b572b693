// Pure. The one place where a quotation is made: it cannot exist without its source.
import type { Article, ArticleFacts } from '../corpus/article.ts';
import { blocksOf } from '../corpus/passages.ts';
import type { Span } from '../corpus/span.ts';
import type { Place, Quote } from './answer.ts';

/** What a quotation is cut from. */
export type QuotableArticle = Article & {
  /** False where the stored text does not agree with its checksum. */
  readonly intact: boolean;
};

/**
 * Cuts a quotation out of an article's stored text, or returns `null` where that cannot be done character for
 * character: a damaged text, a range outside of it, or through the middle of a character.
 * @param span offsets into the article's text
 * @param highlight offsets into the article's text, within `span`
 */
export function cutQuote(
  article: QuotableArticle,
  span: Span,
  details: { readonly highlight: Span; readonly score: number; readonly alsoIn: readonly ArticleFacts[] },
): Quote | null {
  const { highlight } = details;
  const isWithin =
    span.start <= highlight.start && highlight.start < highlight.end && highlight.end <= span.end;
  if (!article.intact || !isWithin || !isWholeCharacters(article.text, span)) return null;
  return {
    text: article.text.slice(span.start, span.end),
    highlight: { start: highlight.start - span.start, end: highlight.end - span.start },
    article: factsOf(article),
    place: placeOf(article, span),
    score: details.score,
    alsoIn: details.alsoIn,
  };
}

/** Whether a quote is still what stands in the text at its place: asked again before anything is shown. */
export function isExact(quote: Quote, article: QuotableArticle): boolean {
  const { start, end } = quote.place;
  return article.intact && article.id === quote.article.id && article.text.slice(start, end) === quote.text;
}

/** An article without its text. */
export function factsOf({ id, title, publisher, url, publishedAt }: ArticleFacts): ArticleFacts {
  return { id, title, publisher, url, publishedAt };
}

/** The place of a span, with the paragraph in which it begins. */
export function placeOf(article: Article, span: Span): Place {
  let paragraph = 0;
  for (const block of blocksOf(article)) {
    if (block.start > span.start) break;
    if (!block.isHeading) paragraph++;
  }
  return { start: span.start, end: span.end, paragraph };
}

function isWholeCharacters(text: string, { start, end }: Span): boolean {
  return (
    start >= 0 && end <= text.length && start < end && !isInsidePair(text, start) && !isInsidePair(text, end)
  );
}

function isInsidePair(text: string, at: number): boolean {
  return /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(at));
}
