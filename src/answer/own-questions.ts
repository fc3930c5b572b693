import type { OwnQuestion } from '../corpus/seeds/own-questions.ts';
import type { Snapshot } from '../library/library.ts';
import type { Answer } from './answer.ts';
import type { Answerer } from './answerer.ts';

/** One of the owner's questions with what became of it. */
export interface AskedOwnQuestion {
  readonly question: OwnQuestion;
  readonly answer: Answer;
  /** The first quote of an answer holds what it must, or the question was refused where it should be. */
  readonly isRight: boolean;
}

/** Asks the owner's own questions (`seeds/questions.json`) and judges each answer. */
export async function askOwnQuestions(
  questions: readonly OwnQuestion[],
  snapshot: Snapshot,
  answerer: Answerer,
): Promise<readonly AskedOwnQuestion[]> {
  const asked: AskedOwnQuestion[] = [];
  for (const question of questions) {
    const answer = await answerer.ask(question.question, snapshot);
    asked.push({ question, answer, isRight: isRightAnswer(question, answer) });
  }
  return asked;
}

/** Whether an answer is what its owner expects. */
function isRightAnswer(question: OwnQuestion, answer: Answer): boolean {
  if (!question.answerable) return answer.kind === 'no-answer';
  return answer.kind === 'answer' && firstQuoteHolds(question, answer);
}

/** Whether the first quote, given as an answer or as the nearest passage, holds the required text. */
export function firstQuoteHolds(question: OwnQuestion, answer: Answer): boolean {
  return question.contains === null || (answer.quotes[0]?.text.includes(question.contains) ?? false);
}
