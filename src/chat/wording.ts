// Pure: the words that both fronts say of a source, so that they say the same.
import type { Place } from '../answer/answer.ts';
import type { ArticleFacts } from '../corpus/article.ts';

/** Stands where an article has no date. */
export const NO_DATE = 'date not known';

/** Stands before the names of other articles that hold the same words. */
export const ALSO_IN = 'also in: ';
/** Stands before a command that a reader may give next. */
export const TRY = 'try: ';

/** Where in its article a quote stands, as `paragraph 6`. */
export function placeWords({ paragraph }: Pick<Place, 'paragraph'>): string {
  return `paragraph ${paragraph}`;
}

/** An article in a word or two: its publisher, or its title where that is not known. */
export function sourceName({ publisher, title }: ArticleFacts): string {
  return publisher ?? title;
}
