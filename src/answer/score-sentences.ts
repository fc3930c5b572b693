// Pure.
import { tokenSimilarities } from '../embedding/token-codes.ts';
import type { StoredPassage } from '../library/library.ts';
import { holdsExpectedKind } from './expected-kind.ts';
import type { PreparedQuestion } from './question.ts';
import { heldStems } from './words.ts';

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
  const passageText = article.text.slice(passage.span.start, passage.span.end);
  const stems = question.terms.map(({ stem }) => stem);
  const idfShare = shareOfIdf(question, heldStems(`${article.title}\n${passageText}`, stems));
  const similarities = tokenSimilarities(question.tokens, passage.codes);
  const rows = passage.codes.length / question.tokens.codeBytes;
  // Without [CLS] and [SEP].
  const bestInPassage = bestSimilarities(similarities, question.tokens.count, { start: 1, end: rows - 1 });
  const latePassage = mean(bestInPassage);
  const lateAskingPassage = weightedMean(bestInPassage, question.askingWeights);
  return passage.sentences.map((sentence) => {
    const text = passageText.slice(sentence.start, sentence.end);
    const best = bestSimilarities(similarities, question.tokens.count, {
      start: sentence.tokenStart,
      end: sentence.tokenEnd,
    });
    const signals = weighSignals({
      late: mean(best),
      lateIdf: weightedMean(best, question.tokenWeights),
      latePassage,
      lateAsking: weightedMean(best, question.askingWeights),
      lateAskingPassage,
      idfShare,
      kind: holdsExpectedKind(question.kind, text, question.readAs) ? 1 : 0,
      asks: ASKS.test(text) ? 1 : 0,
    });
    return {
      start: passage.span.start + sentence.start,
      end: passage.span.start + sentence.end,
      score: Object.values(signals).reduce((sum, points) => sum + points, 0),
      signals,
      alignment: best,
    };
  });
}

const ASKS = /\?["”’'»)]*$/u;

/** What each signal adds to the score. */
function weighSignals(signals: SentenceSignals): Readonly<Record<keyof SentenceSignals, number>> {
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

function shareOfIdf(question: PreparedQuestion, stems: ReadonlySet<string>): number {
  let sum = 0;
  let held = 0;
  for (const { stem, idf } of question.terms) {
    sum += idf;
    if (stems.has(stem)) held += idf;
  }
  return sum === 0 ? 0 : held / sum;
}

/** For each token of the question its best similarity among some rows; 0 where there are none. */
function bestSimilarities(
  similarities: Float32Array,
  count: number,
  rows: { readonly start: number; readonly end: number },
): Float32Array {
  const best = new Float32Array(count);
  if (rows.end <= rows.start) return best;
  best.fill(Number.NEGATIVE_INFINITY);
  for (let row = rows.start; row < rows.end; row++) {
    for (let token = 0; token < count; token++) {
      const similarity = similarities[row * count + token] as number;
      if (similarity > (best[token] as number)) best[token] = similarity;
    }
  }
  return best;
}

function mean(values: Float32Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** @param weights sum to 1, or are all 0 */
function weightedMean(values: Float32Array, weights: Float32Array): number {
  return values.reduce((sum, value, i) => sum + value * (weights[i] as number), 0);
}
