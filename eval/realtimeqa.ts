import type { AnswerSignals } from '../src/answer/answer-signals.ts';
import { askLabelled, type LabelledRecord } from './ask-labelled.ts';
import type { EvaluationSet, Figure } from './evaluation-set.ts';
import { holdsAnswer } from './holds-answer.ts';
import { type IndexedArticles, withIndexedArticles } from './index-articles.ts';
import { answeringFigures, answeringTables, REFUSAL_AUROC } from './labelled-figures.ts';
import { clockOf, type NewsQuestion, readNewsSet } from './realtimeqa-set.ts';
import { auroc, mean, refusedWhileKeeping } from './statistics/ranking.ts';
import { swapQuestions } from './swap-questions.ts';

interface NewsRecord extends LabelledRecord {
  /**
   * `asked` as it is in the set; `swapped` with one name, place, year or number replaced, so that nothing
   * answers it; its `id` is that of the question it was made from, with `~swapped`.
   */
  readonly form: 'asked' | 'swapped';
  /** Rank (from 1) of the first passage that holds the answer; `null` where none of those examined does. */
  readonly rank: number | null;
  readonly now: string;
  /** What its confidence was made of: eval/fit-confidence.ts fits on it. */
  readonly signals: AnswerSignals | null;
}

const isAnswerable = (record: NewsRecord) => record.form === 'asked' && record.isAnswerable;
const isSwapPair = (record: NewsRecord) => record.isAnswerable || record.form === 'swapped';
/** Share of the answerable that the threshold keeps at which refusals of swapped questions are counted. */
const KEPT = 0.85;

const recallAt = (limit: number): Figure<NewsRecord> => ({
  name: `recall@${limit}`,
  from: isAnswerable,
  of: (records) => mean(records.map(({ rank }) => Number(rank !== null && rank <= limit))),
});

/**
 * RealTime QA: questions about the week's news, asked of all articles of the set as of the question's own day.
 * The clock stands at the end of that day: articles published later are not seen (`before`), and an article's
 * age is counted from it (`now`).
 */
export const realtimeqa: EvaluationSet<NewsRecord> = {
  name: 'realtimeqa',
  path: 'DIR',
  figures: [
    ...[1, 3, 5, 10].map(recallAt),
    ...answeringFigures<NewsRecord>(isAnswerable),
    { ...REFUSAL_AUROC, from: ({ form }) => form === 'asked' },
    {
      name: 'swapped: refusal AUROC',
      from: isSwapPair,
      of: (records) => auroc(records.map(scored)),
    },
    {
      name: `swapped: refused at ${KEPT} kept`,
      from: isSwapPair,
      of: (records) => refusedWhileKeeping(KEPT, records.map(scored)),
    },
    {
      name: 'swapped: refused',
      from: ({ form }) => form === 'swapped',
      of: (records) => mean(records.map(({ isAnswered }) => Number(!isAnswered))),
    },
    {
      name: 'unanswerable refused',
      from: (record) => record.form === 'asked' && !record.isAnswerable,
      of: (records) => mean(records.map(({ isAnswered }) => Number(!isAnswered))),
    },
  ],

  async run(path, parts) {
    const { questions, articles } = await readNewsSet(path);
    return withIndexedArticles('realtimeqa', articles, parts, async (indexed) => {
      const answerable = questions.filter(({ answer_urls }) => answer_urls.length > 0);
      const swapped = swapQuestions(answerable).map((question) => ({
        ...question,
        form: 'swapped' as const,
      }));
      const forms = [...questions.map((question) => ({ ...question, form: 'asked' as const })), ...swapped];
      const records: NewsRecord[] = [];
      for (const question of forms) {
        records.push(await ask(question, indexed));
        parts.onProgress({ step: 'asking', done: records.length, total: forms.length, unit: 'questions' });
      }
      const asked = records.filter(({ form }) => form === 'asked');
      return {
        records,
        tables: answeringTables(asked),
        facts: { articles: indexed.snapshot.info.articles, passages: indexed.snapshot.info.passages },
      };
    });
  },
};

function scored({ confidence, form, isAnswerable: isLabelled }: NewsRecord) {
  return { score: confidence, isPositive: form === 'asked' && isLabelled };
}

async function ask(
  question: NewsQuestion & { readonly form: NewsRecord['form'] },
  { snapshot, answerer }: IndexedArticles,
): Promise<NewsRecord> {
  const options = clockOf(question);
  const record = await askLabelled(
    {
      id: question.form === 'asked' ? question.id : `${question.id}~swapped`,
      question: question.question,
      isAnswerable: question.form === 'asked' && question.answer_urls.length > 0,
      // Nothing is a right answer to a question that was spoilt.
      answers: question.form === 'asked' ? question.answers : [],
    },
    { snapshot, answerer },
    options,
  );
  const examined = await answerer.examine(question.question, snapshot, options);
  const rank = examined.findIndex(({ article, passage }) =>
    holdsAnswer(article.text.slice(passage.span.start, passage.span.end), question.answers),
  );
  return {
    ...record,
    form: question.form,
    rank: rank === -1 ? null : rank + 1,
    now: options.before,
    signals: examined[0]?.answerSignals ?? null,
  };
}
