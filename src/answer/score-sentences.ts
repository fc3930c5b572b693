// Pure.
import { bestTokenSimilarities, type QuestionTokens } from '../embedding/token-codes.ts';
import type { RowSpan } from '../embedding/token-sums.ts';
import type { StoredPassage } from '../library/library.ts';
import { saysNew } from './expected-kind.ts';
import { readArticle, readSentences, type SentenceReading } from './passage-reading.ts';
import type { PreparedQuestion } from './question.ts';
import { holdsStem } from './words.ts';

/** What speaks for a sentence as the answer; similarities are about −1…1, shares 0…1. */
interface SentenceSignals {
  /** Late interaction of the question's tokens with the sentence's. */
  readonly late: number;
  /** The same with each token weighted by its word's inverse frequency. */
  readonly lateIdf: number;
  /** Late interaction with the whole passage. */
  readonly latePassage: number;
  /** Late interaction of the question's sentence that asks, without those that lead up to it. */
  readonly lateAsking: number;
  /** The same with the whole passage. */
  readonly lateAskingPassage: number;
  /** Share of the question's idf mass whose words stand in the passage or its article's title. */
  readonly idfShare: number;
  /** 1 where the sentence holds something of the expected kind, else 0. */
  readonly kind: number;
  /** 1 where the sentence asks something itself, else 0: it repeats the question's words and answers nothing. */
  readonly asks: number;
}

/** A sentence of a passage and how well it answers. */
export interface ScoredSentence {
  /** Offsets into the article's text. */
  readonly start: number;
  readonly end: number;
  /** Weighted sum of its signals, comparable over passages and questions. */
  readonly score: number;
  /** For each token of the question its best similarity in the sentence. */
  readonly alignment: Float32Array;
  /** What each signal adds to the score, by its name. */
  readonly signals: Readonly<Record<string, number>>;
  /** What is read in it whatever is asked. */
  readonly reading: SentenceReading;
}

/**
 * Fitted together with `PASSAGE_WEIGHTS` on RealTime QA and SQuAD 2 (eval/fit-answers.ts): a softmax over the
 * sentences of each question's 20 best passages. Best sentence right in five-fold cross-validation: .52 and
 * .82. Further signals gained nothing: docs/answering.md.
 */
export const SENTENCE_WEIGHTS: SentenceSignals = {
  late: 4,
  lateIdf: 6.9,
  latePassage: 1.8,
  lateAsking: 5,
  lateAskingPassage: 2.7,
  idfShare: 4.1,
  kind: 2.5,
  asks: -1.1,
};

/** Scores each sentence of a passage against a question, in text order. */
export function scoreSentences(
  question: PreparedQuestion,
  passage: StoredPassage,
  article: { readonly title: string; readonly text: string },
): readonly ScoredSentence[] {
  const readings = readSentences(passage, article.text);
  const { titleStems } = readArticle(article);
  const idfShare = shareOfIdf(
    question,
    (stem) => holdsStem(titleStems, stem) || readings.some(({ stems }) => holdsStem(stems, stem)),
  );
  const { tokenWeights, askingWeights, kind } = question;
  const asked = question.readAs.toLowerCase();
  const [bestInPassage = new Float32Array(), ...bestInSentences] = bestTokenSimilarities(
    question.tokens,
    passage.codes,
    [
      textRows(passage, question.tokens),
      ...passage.sentences.map(({ tokenStart: start, tokenEnd: end }) => ({ start, end })),
    ],
  );
  const latePassage = mean(bestInPassage);
  const lateAskingPassage = weightedMean(bestInPassage, askingWeights);
  return passage.sentences.map((sentence, at) => {
    const start = passage.span.start + sentence.start;
    const end = passage.span.start + sentence.end;
    const best = bestInSentences[at] as Float32Array;
    const reading = readings[at] as SentenceReading;
    const signals = weighSignals({
      late: mean(best),
      lateIdf: weightedMean(best, tokenWeights),
      latePassage,
      lateAsking: weightedMean(best, askingWeights),
      lateAskingPassage,
      idfShare,
      kind: saysNew(reading.values(kind, article.text.slice(start, end)), asked) ? 1 : 0,
      asks: reading.asks ? 1 : 0,
    });
    return { start, end, score: sumOf(signals), signals, alignment: best, reading };
  });
}

/** The rows of a passage's tokens without `[CLS]` and `[SEP]`. */
function textRows({ codes }: StoredPassage, { codeBytes }: QuestionTokens): RowSpan {
  return { start: 1, end: codes.length / codeBytes - 1 };
}

/** What each signal adds to the score. */
function weighSignals(signals: SentenceSignals): SentenceSignals & Readonly<Record<string, number>> {
  return {
    late: SENTENCE_WEIGHTS.late * signals.late,
    lateIdf: SENTENCE_WEIGHTS.lateIdf * signals.lateIdf,
    latePassage: SENTENCE_WEIGHTS.latePassage * signals.latePassage,
    lateAsking: SENTENCE_WEIGHTS.lateAsking * signals.lateAsking,
    lateAskingPassage: SENTENCE_WEIGHTS.lateAskingPassage * signals.lateAskingPassage,
    idfShare: SENTENCE_WEIGHTS.idfShare * signals.idfShare,
    kind: SENTENCE_WEIGHTS.kind * signals.kind,
    asks: SENTENCE_WEIGHTS.asks * signals.asks,
  };
}

function sumOf(points: SentenceSignals): number {
  const { late, lateIdf, latePassage, lateAsking, lateAskingPassage, idfShare, kind, asks } = points;
  return late + lateIdf + latePassage + lateAsking + lateAskingPassage + idfShare + kind + asks;
}

function shareOfIdf({ terms }: PreparedQuestion, holds: (stem: string) => boolean): number {
  let sum = 0;
  let held = 0;
  for (const { stem, idf } of terms) {
    sum += idf;
    if (holds(stem)) held += idf;
  }
  return sum === 0 ? 0 : held / sum;
}

function mean(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] as number;
  return values.length === 0 ? 0 : sum / values.length;
}

/** @param weights sum to 1, or are all 0 */
function weightedMean(values: Float32Array, weights: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) * (weights[i] as number);
  return sum;
}
