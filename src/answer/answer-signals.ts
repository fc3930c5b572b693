// Pure.
import type { Article } from '../corpus/article.ts';
import { namesOf } from './names.ts';
import {
  caseIn,
  createNameSearch,
  type NameSearch,
  type SearchableText,
  searchable,
} from './names-in-text.ts';
import { createOppositeSearch, lacksNegation } from './opposites.ts';
import { readArticle } from './passage-reading.ts';
import type { PreparedQuestion } from './question.ts';
import { NARROW_GAPS, quotedSpan } from './quoted-span.ts';
import type { ScoredSentence } from './score-sentences.ts';
import { holdsStem, type StemList } from './words.ts';

/** What tells a passage that answers from one that only sounds like it; shares are 0…1, flags 0 or 1. */
export interface AnswerSignals {
  /** Late interaction of the question's tokens with the passage: mean of the best similarities, about 0…1. */
  readonly latePassage: number;
  /**
   * What the best sentence and the title lack of the question's words: the sum of idf × (1 − similarity), as a
   * share of the idf of all its words, which carries over to collections of any size.
   */
  readonly wordGap: number;
  /** Of the question's names the one that the article lacks most: share of its words. */
  readonly nameMissing: number;
  /** The same for the quote and the title. */
  readonly nameMissingInQuote: number;
  /** The same for the one of the nearest articles that lacks least. */
  readonly nameMissingEverywhere: number;
  /** A number or year of the question stands nowhere in the article. */
  readonly numberMissing: number;
  /** The question asks after what is not, and the quote denies nothing. */
  readonly negationMissing: number;
  /** The best sentence says the opposite of one of the question's words. */
  readonly opposite: number;
  /** How near the article is to the time asked about, by the week … */
  readonly week: number;
  /** … and by the season. */
  readonly season: number;
}

/** A passage whose sentences were scored. */
export interface ScoredPassage {
  readonly article: Pick<Article, 'title' | 'text' | 'publishedAt'>;
  readonly sentences: readonly ScoredSentence[];
  readonly best: ScoredSentence;
  /** How near its article is to the time asked about (recency.ts), by the week and by the season. */
  readonly nearness: { readonly week: number; readonly season: number };
}

/** Articles that are asked how they write a word, and whether they hold what the first lacks. */
const NEAREST_ARTICLES = 6;
/** Of an article without a date, as RealTime QA's first passages have on average: it speaks neither for nor against. */
const UNDATED = { week: 0.37, season: 0.73 } as const;

/** The signals of some passages of one question, best first. */
export function gatherSignals(
  question: PreparedQuestion,
  passages: readonly ScoredPassage[],
): readonly AnswerSignals[] {
  const texts = [...new Set(passages.map(({ article }) => readArticle(article).searchable))];
  const saysOpposite = createOppositeSearch(question.readAs);
  const nearest = texts.slice(0, NEAREST_ARTICLES);
  const named = namesOf(question.readAs, (word) => caseIn(word, nearest));
  const names = named.filter(({ kind }) => kind === 'name').map(createNameSearch);
  const numbers = named
    .filter(({ kind }) => kind === 'number')
    .map((number) => ({ text: number.text, search: createNameSearch(number) }));
  // Several passages may be of one article: its whole text is looked through once.
  const missingIn = new Map(texts.map((text) => [text, mostMissing(names, text)]));
  const nameMissingEverywhere = Math.min(1, ...nearest.map((text) => missingIn.get(text) ?? 1));

  return passages.map(({ article, sentences, best, nearness }) => {
    const { titleStems, searchable: text } = readArticle(article);
    const quote = quotedSpan(article.text, sentences, best, NARROW_GAPS);
    const quoteText = article.text.slice(quote.start, quote.end);
    const bestText = article.text.slice(best.start, best.end);
    const year = article.publishedAt?.slice(0, 4);
    return {
      latePassage: mean(sentences.map(({ alignment }) => alignment).reduce(largerOf)),
      wordGap: wordGap(question, best, titleStems),
      nameMissing: missingIn.get(text) ?? 0,
      nameMissingInQuote: mostMissing(names, searchable(article.title, quoteText)),
      nameMissingEverywhere,
      // News seldom writes the year in which it appears.
      numberMissing: mostMissing(
        numbers.filter((number) => number.text !== year).map(({ search }) => search),
        text,
      ),
      negationMissing: Number(lacksNegation(question.readAs, quoteText)),
      opposite: Number(saysOpposite(bestText)),
      ...(article.publishedAt === null ? UNDATED : nearness),
    };
  });
}

function mostMissing(names: readonly NameSearch[], text: SearchableText): number {
  return Math.max(0, ...names.map((missingShare) => missingShare(text)));
}

function wordGap(
  { words }: PreparedQuestion,
  { alignment, reading: { stems } }: ScoredSentence,
  titleStems: StemList,
): number {
  let sum = 0;
  let gap = 0;
  for (const { stem, idf, tokenStart, tokenEnd } of words) {
    sum += idf;
    if (!holdsStem(stems, stem) && !holdsStem(titleStems, stem))
      gap += idf * (1 - mean(alignment.subarray(tokenStart, tokenEnd)));
  }
  return sum === 0 ? 0 : gap / sum;
}

function largerOf(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((value, i) => Math.max(value, b[i] as number));
}

function mean(values: Float32Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
