import type { AskOptions } from '../src/answer/answerer.ts';
import type { EvaluationRecord } from './evaluation-set.ts';
import { holdsAnswer } from './holds-answer.ts';
import type { IndexedArticles } from './index-articles.ts';

/** A question with its known answers. */
interface LabelledQuestion {
  readonly id: string;
  readonly question: string;
  /** Whether the articles hold an answer. */
  readonly isAnswerable: boolean;
  /** Any of these is right. */
  readonly answers: readonly string[];
}

/** What became of it. */
export interface LabelledRecord extends EvaluationRecord {
  readonly question: string;
  readonly isAnswerable: boolean;
  /** Given as an answer at the shipped threshold. */
  readonly isAnswered: boolean;
  readonly confidence: number;
  /** The first quote, given as an answer or as the nearest passage, holds an answer. */
  readonly isFirstRight: boolean;
  /** One of the first three does. */
  readonly isOneOfThreeRight: boolean;
  readonly firstQuote: string | null;
}

const QUOTES = 3;

/**
 * Asks a question as a person does, and judges its quotes; of a refused one those that stood nearest, so that
 * the choice of quotes is judged apart from the refusal.
 */
export async function askLabelled(
  { id, question, isAnswerable, answers }: LabelledQuestion,
  { snapshot, answerer }: IndexedArticles,
  options: AskOptions = {},
): Promise<LabelledRecord> {
  const answer = await answerer.ask(question, snapshot, { ...options, quotes: QUOTES });
  const right = answer.quotes.map(({ text }) => holdsAnswer(text, answers));
  return {
    id,
    question,
    isAnswerable,
    isAnswered: answer.kind === 'answer',
    confidence: answer.confidence,
    isFirstRight: right[0] ?? false,
    isOneOfThreeRight: right.includes(true),
    firstQuote: answer.quotes[0]?.text ?? null,
  };
}
