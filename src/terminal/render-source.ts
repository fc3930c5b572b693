// Pure.
import type { Quote } from '../answer/answer.ts';
import { ageOf, shortDate } from '../chat/age.ts';
import { ALSO_IN, NO_DATE, placeWords, sourceName } from '../chat/wording.ts';
import type { ArticleFacts } from '../corpus/article.ts';
import { indented, type Layout } from './layout.ts';
import { visibleText } from './visible-text.ts';

const INDENT = '  ';

/** Where a quote comes from: title, publisher, date and paragraph; its address, unbroken; who else has it. */
export function renderSource(quote: Quote, layout: Layout): readonly string[] {
  const { article, place, alsoIn } = quote;
  const options = { columns: layout.columns, indent: INDENT };
  const others = alsoIn.map(sourceName);
  return [
    ...indented(`${articleLine(article, layout.now)}, ${placeWords(place)}`, options),
    ...(article.url === null ? [] : [INDENT + visibleText(article.url)]),
    ...(others.length === 0 ? [] : indented(`${ALSO_IN}${others.join(', ')}`, options)),
  ];
}

/** `title — publisher, 22 Dec 2025 (11 months ago)`; a publisher that is not known is left out. */
export function articleLine(article: ArticleFacts, now: Date): string {
  const { title, publisher } = article;
  return `${title} — ${publisher === null ? '' : `${publisher}, `}${dateLine(article, now)}`;
}

/** `22 Dec 2025 (11 months ago)`, or that there is no date. */
export function dateLine({ publishedAt }: ArticleFacts, now: Date): string {
  const date = publishedAt === null ? null : shortDate(publishedAt);
  return publishedAt === null || date === null ? NO_DATE : `${date} (${ageOf(publishedAt, now)})`;
}
