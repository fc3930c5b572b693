// Pure.
import type { Quote } from '../../answer/answer.ts';
import { ALSO_IN, placeWords, sourceName } from '../../chat/wording.ts';
import type { ArticleFacts } from '../../corpus/article.ts';
import { dateMark } from './date-mark.ts';
import { DOT, SMALL } from './look.ts';
import { shortLine } from './title.ts';

/** Characters of a publisher or another article's name. */
const NAME_CHARACTERS = 120;
/** Other articles that are named; the others are counted. */
const NAMED_OTHERS = 5;

/** Where a quote comes from, in small lines: publisher, date and age, paragraph; who else has it. */
export function sourceLines(quote: Quote): readonly string[] {
  const line = [...articleWords(quote.article), placeWords(quote.place)].join(DOT);
  return [SMALL + line, ...othersLine(quote.alsoIn)];
}

/** Publisher, where it is known, and date, where it is known. */
export function articleWords({ publisher, publishedAt }: ArticleFacts): readonly string[] {
  const name = shortLine(publisher ?? '', NAME_CHARACTERS);
  return [...(name === '' ? [] : [name]), dateMark(publishedAt)];
}

/** An article in a word or two, escaped. */
export function nameOf(article: ArticleFacts): string {
  return shortLine(sourceName(article), NAME_CHARACTERS);
}

function othersLine(others: readonly ArticleFacts[]): readonly string[] {
  if (others.length === 0) return [];
  const named = others.slice(0, NAMED_OTHERS).map(nameOf);
  const more = others.length - named.length;
  return [`${SMALL}${ALSO_IN}${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
}
