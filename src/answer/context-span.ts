// Pure.
import type { Article } from '../corpus/article.ts';
import { blocksOf } from '../corpus/passages.ts';
import type { Span } from '../corpus/span.ts';

/** Neighbours are left out where they would make more than this to read; a quote's own paragraphs never. */
const MOST_CHARACTERS = 3_000;

/** A quote's whole paragraphs with the one before and the one behind, as far as no subhead stands between. */
export function contextSpan(article: Pick<Article, 'text' | 'headings'>, quote: Span): Span {
  const blocks = blocksOf(article);
  const first = blocks.findLastIndex((block) => block.start <= quote.start);
  const last = blocks.findIndex((block) => block.end >= quote.end);
  let start = blocks[first]?.start ?? quote.start;
  let end = blocks[last]?.end ?? quote.end;
  const before = blocks[first - 1];
  const behind = blocks[last + 1];
  if (before && !before.isHeading && end - before.start <= MOST_CHARACTERS) start = before.start;
  if (behind && !behind.isHeading && behind.end - start <= MOST_CHARACTERS) end = behind.end;
  return { start, end };
}
