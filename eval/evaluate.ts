import type { Reply } from '../src/chat/reply.ts';
import type { Dateline } from '../src/dateline.ts';
import { ExpectedError } from '../src/errors.ts';
import { evaluateQuestions, type QuestionsReport } from './questions.ts';

/** Answer quality on a labelled set, through the code that answers people. @throws ExpectedError `usage` for an unknown set. */
export async function evaluate(words: readonly string[], dateline: Dateline): Promise<Reply> {
  const [set, path, ...rest] = words;
  if (set !== 'questions' || path === undefined || rest.length > 0) {
    throw new ExpectedError(
      'usage',
      'eval takes a set and its file, as: eval questions seeds/questions.json',
    );
  }
  const snapshot = await dateline.services.snapshot(() => {});
  const report = await evaluateQuestions(path, { snapshot, answerer: dateline.services.answerer });
  return { blocks: questionsBlocks(report), json: report };
}

function questionsBlocks(report: QuestionsReport): Reply['blocks'] {
  const { answerable, unanswerable, missed } = report;
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  return [
    { kind: 'heading', text: `${report.n} questions` },
    {
      kind: 'facts',
      facts: [
        {
          label: `answerable (${answerable.n})`,
          value: `right text in the first quote: ${percent(answerable.firstQuoteRight)}`,
        },
        {
          label: '',
          value: `answered, and right: ${percent(answerable.answeredRight)}; refused: ${percent(answerable.refused)}`,
        },
        { label: `not answerable (${unanswerable.n})`, value: `refused: ${percent(unanswerable.refused)}` },
      ],
    },
    ...(missed.length === 0 ? [] : [{ kind: 'heading', text: 'Went wrong' } as const]),
    ...missed.map(({ question, kind, confidence, expected }) => ({
      kind: 'paragraph' as const,
      text: `${question} — ${kind} at ${confidence.toFixed(2)}${expected === null ? '' : `; expected: ${expected}`}`,
    })),
  ];
}
