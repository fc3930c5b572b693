import { readFile } from 'node:fs/promises';
import { askOwnQuestions, firstQuoteHolds } from '../src/answer/own-questions.ts';
import { parseOwnQuestions } from '../src/corpus/seeds/own-questions.ts';
import { openDateline } from '../src/dateline.ts';
import { ExpectedError } from '../src/errors.ts';
import type { EvaluationRecord, EvaluationSet } from './evaluation-set.ts';
import { mean } from './statistics/ranking.ts';

interface QuestionRecord extends EvaluationRecord {
  readonly question: string;
  readonly isAnswerable: boolean;
  /** Text that the first quote must hold; `null` where any answer will do. */
  readonly contains: string | null;
  readonly isAnswered: boolean;
  readonly confidence: number;
  /** The first quote, given as an answer or as the nearest passage, holds the text. */
  readonly isFirstRight: boolean;
  /** As its owner wants it: the right answer, or a refusal. */
  readonly isRight: boolean;
  readonly firstQuote: string | null;
}

const isAnswerable = (record: QuestionRecord) => record.isAnswerable;

/** An owner's questions, in the form of `seeds/questions.json`, asked of the served articles. */
export const questions: EvaluationSet<QuestionRecord> = {
  name: 'questions',
  path: 'FILE',
  figures: [
    {
      name: 'first quote right',
      from: isAnswerable,
      of: (records) => mean(records.map(({ isFirstRight }) => Number(isFirstRight))),
    },
    {
      name: 'answered and right',
      from: isAnswerable,
      of: (records) => mean(records.map(({ isRight }) => Number(isRight))),
    },
    {
      name: 'answerable refused',
      from: isAnswerable,
      of: (records) => mean(records.map(({ isAnswered }) => Number(!isAnswered))),
    },
    {
      name: 'unanswerable refused',
      from: (record) => !record.isAnswerable,
      of: (records) => mean(records.map(({ isAnswered }) => Number(!isAnswered))),
    },
  ],

  async run(file, { config, log, onNotice, onProgress }) {
    const json = await readFile(file, 'utf8').catch((cause: unknown) => {
      throw new ExpectedError('eval-set-unreadable', `The questions in ${file} cannot be read.`, { cause });
    });
    const wanted = parseOwnQuestions(json, file);
    const dateline = await openDateline({ config, log, onNotice });
    try {
      const snapshot = await dateline.services.snapshot(onProgress);
      const asked = await askOwnQuestions(wanted, snapshot, dateline.services.answerer);
      const records = asked.map(({ question, answer, isRight }) => ({
        id: question.question,
        question: question.question,
        isAnswerable: question.answerable,
        contains: question.contains,
        isAnswered: answer.kind === 'answer',
        confidence: answer.confidence,
        isFirstRight: question.answerable && firstQuoteHolds(question, answer),
        isRight,
        firstQuote: answer.quotes[0]?.text ?? null,
      }));
      return {
        records,
        tables: [],
        facts: { articles: snapshot.info.articles },
        missed: records
          .filter((record) => !record.isRight)
          .map(
            ({ question, isAnswered, confidence, contains }) =>
              `${question} — ${isAnswered ? 'answer' : 'no answer'} at ${confidence.toFixed(2)}${contains === null ? '' : `; expected: ${contains}`}`,
          ),
      };
    } finally {
      await dateline.close();
    }
  },
};
