import type { Article, ArticleFacts } from '../corpus/article.ts';
import { dot, normalise } from '../embedding/pooling.ts';
import type { ArticleKey, Snapshot, StoredPassage } from '../library/library.ts';
import type { Place } from './answer.ts';
import { factsOf, placeOf } from './quote.ts';

/** Sentences of a summary unless told. */
export const DEFAULT_SUMMARY_SENTENCES = 3;

/** How much the start of an article counts: news says what matters first. Halves every `LEAD_HALF_LIFE` sentences. */
const LEAD_WEIGHT = 0.5;
const LEAD_HALF_LIFE = 4;
/** How much likeness to sentences already taken counts against one (maximal marginal relevance). */
const REDUNDANCY_WEIGHT = 0.3;
/** Shorter sentences say too little, as `He declined.`. */
const MIN_CHARACTERS = 40;

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

interface RankedSentence {
  readonly start: number;
  readonly end: number;
  readonly vector: Float32Array;
  readonly relevance: number;
}

/**
 * Extractive summary: sentences near the article's centroid, its start preferred, each unlike those taken
 * before (centroid with MMR, https://doi.org/10.1145/290941.291025). Sentence vectors are the means of the
 * stored one-bit token codes: no model runs.
 * @returns `null` where the generation does not hold the article or its text is damaged
 */
export async function summarise(
  snapshot: Snapshot,
  articleKey: ArticleKey,
  sentences: number,
): Promise<Summary | null> {
  const article = await snapshot.article(articleKey);
  if (!article?.intact) return null;
  const passages = await snapshot.passagesOf(articleKey);
  const chosen = chooseSentences(rankSentences(article, passages), sentences);
  return {
    article: factsOf(article),
    sentences: chosen
      .toSorted((a, b) => a.start - b.start)
      .map(({ start, end }) => ({
        text: article.text.slice(start, end),
        place: placeOf(article, { start, end }),
      })),
    generation: snapshot.info.generation,
  };
}

function rankSentences(article: Article, passages: readonly StoredPassage[]): readonly RankedSentence[] {
  const all = passages.flatMap((passage) => {
    const codeBytes = passage.vector.length / 8;
    return passage.sentences.map((sentence) => ({
      start: passage.span.start + sentence.start,
      end: passage.span.start + sentence.end,
      vector: normalise(meanOfCodes(passage.codes, codeBytes, sentence.tokenStart, sentence.tokenEnd)),
    }));
  });
  const first = all[0];
  if (first === undefined) return [];
  const centroid = new Float32Array(first.vector.length);
  for (const { vector } of all) {
    for (let i = 0; i < centroid.length; i++) centroid[i] = (centroid[i] as number) + (vector[i] as number);
  }
  const centre = normalise(centroid);
  const long = all.filter(
    ({ start, end }) => end - start >= MIN_CHARACTERS && !isQuestion(article.text, end),
  );
  return (long.length > 0 ? long : all).map((sentence) => {
    const position = all.findIndex(({ start }) => start === sentence.start);
    const lead = LEAD_WEIGHT * 2 ** (-position / LEAD_HALF_LIFE);
    return { ...sentence, relevance: dot(sentence.vector, centre) + lead };
  });
}

function isQuestion(text: string, end: number): boolean {
  return /\?[”"’')]*$/u.test(text.slice(Math.max(0, end - 4), end));
}

function chooseSentences(ranked: readonly RankedSentence[], count: number): readonly RankedSentence[] {
  const chosen: RankedSentence[] = [];
  let left = ranked;
  while (chosen.length < count && left.length > 0) {
    const worth = (sentence: RankedSentence) =>
      sentence.relevance -
      REDUNDANCY_WEIGHT * Math.max(0, ...chosen.map((other) => dot(other.vector, sentence.vector)));
    const best = left.reduce((a, b) => (worth(b) > worth(a) ? b : a));
    chosen.push(best);
    left = left.filter((sentence) => sentence !== best);
  }
  return chosen;
}

/** Mean of the ±1 signs of some token rows. */
function meanOfCodes(codes: Uint8Array, codeBytes: number, rowStart: number, rowEnd: number): Float32Array {
  const mean = new Float32Array(codeBytes * 8);
  for (let row = rowStart; row < rowEnd; row++) {
    for (let i = 0; i < mean.length; i++) {
      const bit = ((codes[row * codeBytes + (i >> 3)] as number) >> (i & 7)) & 1;
      mean[i] = (mean[i] as number) + (bit === 1 ? 1 : -1);
    }
  }
  return mean;
}
