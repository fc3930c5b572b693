import type { ArticleFacts } from '../corpus/article.ts';
import type { Span } from '../corpus/span.ts';
import type { ArticleKey, Snapshot, StoredPassage } from '../library/library.ts';
import type { Place } from './answer.ts';
import { factsOf, placeOf } from './quote.ts';
import { chooseSentences } from './summary/choose-sentences.ts';
import { standAloneUnits } from './summary/stand-alone.ts';

/** A sentence of a summary, character for character. */
export interface SummarySentence {
  readonly text: string;
  readonly place: Place;
}

/** The few sentences of an article that say most; the shape of `summary --json` is fixed. */
export interface Summary {
  readonly article: ArticleFacts;
  /** In article order. */
  readonly sentences: readonly SummarySentence[];
  readonly generation: number;
}

/**
 * Extractive summary of a stored article: no model runs, and each sentence is a slice of its text.
 * @returns `null` where the generation does not hold the article or its text is damaged
 */
export async function summarise(
  snapshot: Snapshot,
  articleKey: ArticleKey,
  count: number,
): Promise<Summary | null> {
  const article = await snapshot.article(articleKey);
  if (!article?.intact) return null;
  const spans = sentencesOf(await snapshot.passagesOf(articleKey));
  return {
    article: factsOf(article),
    sentences: summarySpans(article.text, spans, count).map((span) => ({
      text: article.text.slice(span.start, span.end),
      place: placeOf(article, span),
    })),
    generation: snapshot.info.generation,
  };
}

/**
 * The few sentences of a text that say most: nothing dangles, and none is chosen without those that it leans on.
 * @param sentences spans of the text, ascending, disjoint
 * @returns at most `count` of them, ascending
 */
export function summarySpans(text: string, sentences: readonly Span[], count: number): readonly Span[] {
  const texts = sentences.map(({ start, end }) => text.slice(start, end));
  return chooseSentences(texts, standAloneUnits(text, sentences), count).map(
    (index) => sentences[index] as Span,
  );
}

/** The sentences of an article's passages, as spans of its text, in order. */
export function sentencesOf(passages: readonly StoredPassage[]): readonly Span[] {
  return passages.flatMap(({ span, sentences }) =>
    sentences.map(({ start, end }) => ({ start: span.start + start, end: span.start + end })),
  );
}
