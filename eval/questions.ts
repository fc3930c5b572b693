import { readFile } from 'node:fs/promises';
import type { Answerer } from '../src/answer/answerer.ts';
import { askOwnQuestions, firstQuoteHolds } from '../src/answer/own-questions.ts';
import { parseOwnQuestions } from '../src/corpus/seeds/own-questions.ts';
import { ExpectedError } from '../src/errors.ts';
import type { Snapshot } from '../src/library/library.ts';

/** A question that went wrong, with what came instead. */
export interface MissedQuestion {
  readonly question: string;
  readonly expected: string | null;
  readonly kind: 'answer' | 'no-answer';
  readonly confidence: number;
  readonly firstQuote: string | null;
}

/** How a set of an owner's questions fares; shares are of their own `n`. */
export interface QuestionsReport {
  readonly set: 'questions';
  readonly n: number;
  readonly answerable: {
    readonly n: number;
    /** The first quote holds the required text, given as an answer or not. */
    readonly firstQuoteRight: number;
    /** Given as an answer, and right. */
    readonly answeredRight: number;
    readonly refused: number;
  };
  readonly unanswerable: { readonly n: number; readonly refused: number };
  readonly missed: readonly MissedQuestion[];
}

/**
 * Asks the questions of a file in the form of `seeds/questions.json` of the served articles.
 * @throws ExpectedError `eval-set-unreadable`, or `seed-refused` for another form.
 */
export async function evaluateQuestions(
  file: string,
  parts: { readonly snapshot: Snapshot; readonly answerer: Answerer },
): Promise<QuestionsReport> {
  const json = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new ExpectedError('eval-set-unreadable', `The questions in ${file} cannot be read.`, { cause });
  });
  const asked = await askOwnQuestions(parseOwnQuestions(json, file), parts.snapshot, parts.answerer);
  const answerable = asked.filter(({ question }) => question.answerable);
  const unanswerable = asked.filter(({ question }) => !question.answerable);
  const share = (part: readonly unknown[], whole: readonly unknown[]) =>
    whole.length === 0 ? 0 : Math.round((part.length / whole.length) * 1000) / 1000;
  return {
    set: 'questions',
    n: asked.length,
    answerable: {
      n: answerable.length,
      firstQuoteRight: share(
        answerable.filter(({ question, answer }) => firstQuoteHolds(question, answer)),
        answerable,
      ),
      answeredRight: share(
        answerable.filter(({ isRight }) => isRight),
        answerable,
      ),
      refused: share(
        answerable.filter(({ answer }) => answer.kind === 'no-answer'),
        answerable,
      ),
    },
    unanswerable: {
      n: unanswerable.length,
      refused: share(
        unanswerable.filter(({ isRight }) => isRight),
        unanswerable,
      ),
    },
    missed: asked
      .filter(({ isRight }) => !isRight)
      .map(({ question, answer }) => ({
        question: question.question,
        expected: question.contains,
        kind: answer.kind,
        confidence: answer.confidence,
        firstQuote: answer.quotes[0]?.text ?? null,
      })),
  };
}
