// Pure.
import { dot } from '../embedding/pooling.ts';
import { lateInteraction, tokenSimilarities } from '../embedding/token-codes.ts';
import type { StoredPassage } from '../library/library.ts';
import { holdsExpectedKind } from './expected-kind.ts';
import type { PreparedQuestion } from './question.ts';
import { stemSet } from './words.ts';

/** What speaks for a sentence as the answer. */
export interface SentenceSignals {
  /** Late interaction of the question's tokens with the sentence's, about −1…1. */
  readonly late: number;
  /** Share (0…1) of the question's idf mass whose words stand in the sentence. */
  readonly idfShare: number;
  /** What the sentence before adds to that share. */
  readonly idfBefore: number;
  /** 1 where it holds something of the expected kind, else 0. */
  readonly kind: number;
  /** Cosine of its passage with the question. */
  readonly cosine: number;
}

/** A sentence of a passage and how well it answers. */
export interface ScoredSentence {
  /** Offsets into the article's text. */
  readonly start: number;
  readonly end: number;
  readonly signals: SentenceSignals;
  readonly score: number;
}

/** Fitted on RealTime QA and SQuAD 2 by logistic regression (shared measurements); only their ratios matter. */
const WEIGHTS: SentenceSignals = { late: 8.83, idfShare: 2.75, idfBefore: 1.63, kind: 1.21, cosine: 3.65 };

/** The mix that orders sentences of one question. */
function mixSignals(signals: SentenceSignals): number {
  return (
    WEIGHTS.late * signals.late +
    WEIGHTS.idfShare * signals.idfShare +
    WEIGHTS.idfBefore * signals.idfBefore +
    WEIGHTS.kind * signals.kind +
    WEIGHTS.cosine * signals.cosine
  );
}

/** Scores each sentence of a passage against a question, in text order. */
export function scoreSentences(
  question: PreparedQuestion,
  passage: StoredPassage,
  articleText: string,
): readonly ScoredSentence[] {
  const similarities = tokenSimilarities(question.tokens, passage.codes);
  const cosine = dot(question.vector, passage.vector);
  let stemsBefore: ReadonlySet<string> = new Set();
  return passage.sentences.map((sentence) => {
    const start = passage.span.start + sentence.start;
    const end = passage.span.start + sentence.end;
    const text = articleText.slice(start, end);
    const stems = stemSet(text);
    const idfShare = shareOfIdf(question, (stem) => stems.has(stem));
    const idfBefore = shareOfIdf(question, (stem) => !stems.has(stem) && stemsBefore.has(stem));
    stemsBefore = stems;
    const signals: SentenceSignals = {
      late: lateInteraction(similarities, question.tokens.count, {
        start: sentence.tokenStart,
        end: sentence.tokenEnd,
      }),
      idfShare,
      idfBefore,
      kind: holdsExpectedKind(question.kind, text, question.text) ? 1 : 0,
      cosine,
    };
    return { start, end, signals, score: mixSignals(signals) };
  });
}

/** Share (0…1) of a question's idf mass whose stems satisfy a condition; 0 where it has no such words. */
export function shareOfIdf(question: PreparedQuestion, holds: (stem: string) => boolean): number {
  let sum = 0;
  let held = 0;
  for (const { stem, idf } of question.terms) {
    sum += idf;
    if (holds(stem)) held += idf;
  }
  return sum === 0 ? 0 : held / sum;
}
