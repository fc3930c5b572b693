import type { AnswerSignals } from '../src/answer/answer-signals.ts';
import { askLabelled, type LabelledRecord } from './ask-labelled.ts';
import type { EvaluationSet, Figure } from './evaluation-set.ts';
import { type IndexedArticles, withIndexedArticles } from './index-articles.ts';
import { answeringFigures, answeringTables, REFUSAL_AUROC } from './labelled-figures.ts';
import { readParagraphs } from './squad2-set.ts';
import { auroc, mean } from './statistics/ranking.ts';

/** Asked of all paragraphs; `given` of the right one alone. */
interface ParagraphRecord extends LabelledRecord {
  /** Rank (from 1) of the right paragraph; `null` where none of its passages was examined. */
  readonly rank: number | null;
  readonly given: {
    readonly confidence: number;
    readonly isAnswered: boolean;
    readonly isFirstRight: boolean;
  };
  /** What its confidence was made of: eval/fit-confidence.ts fits on it. */
  readonly signals: AnswerSignals | null;
}

const isAnswerable = (record: ParagraphRecord) => record.isAnswerable;

const hitAt = (limit: number): Figure<ParagraphRecord> => ({
  name: `hit@${limit}`,
  from: isAnswerable,
  of: (records) => mean(records.map(({ rank }) => Number(rank !== null && rank <= limit))),
});

/**
 * SQuAD 2.0: every paragraph of the file is an article of the pool. Its unanswerable questions are adversarial:
 * written to fit their paragraph.
 */
export const squad2: EvaluationSet<ParagraphRecord> = {
  name: 'squad2',
  path: 'FILE',
  figures: [
    ...[1, 5, 10].map(hitAt),
    {
      name: 'MRR',
      from: isAnswerable,
      of: (records) => mean(records.map(({ rank }) => (rank === null ? 0 : 1 / rank))),
    },
    {
      name: 'given: first quote right',
      from: isAnswerable,
      of: (records) => mean(records.map(({ given }) => Number(given.isFirstRight))),
    },
    {
      name: 'given: refusal AUROC',
      of: (records) =>
        auroc(
          records.map(({ given, isAnswerable }) => ({ score: given.confidence, isPositive: isAnswerable })),
        ),
    },
    ...answeringFigures<ParagraphRecord>(isAnswerable),
    REFUSAL_AUROC,
    {
      name: 'unanswerable refused',
      from: (record) => !record.isAnswerable,
      of: (records) => mean(records.map(({ isAnswered }) => Number(!isAnswered))),
    },
  ],

  async run(path, parts) {
    const paragraphs = await readParagraphs(path);
    const articles = paragraphs.map(({ article }) => article);
    return withIndexedArticles('squad2', articles, parts, async (indexed) => {
      const keys = new Map((await indexed.snapshot.articles()).map(({ id, articleKey }) => [id, articleKey]));
      const total = paragraphs.reduce((sum, { questions }) => sum + questions.length, 0);
      const records: ParagraphRecord[] = [];
      for (const { article, questions } of paragraphs) {
        const articleKey = keys.get(article.id);
        if (articleKey === undefined) continue;
        for (const question of questions) {
          records.push(await ask(question, articleKey, indexed));
          parts.onProgress({ step: 'asking', done: records.length, total, unit: 'questions' });
        }
      }
      return {
        records,
        tables: answeringTables(records),
        facts: { paragraphs: paragraphs.length, passages: indexed.snapshot.info.passages },
      };
    });
  },
};

async function ask(
  labelled: Parameters<typeof askLabelled>[0],
  articleKey: number,
  indexed: IndexedArticles,
): Promise<ParagraphRecord> {
  const open = await askLabelled(labelled, indexed);
  const { confidence, isAnswered, isFirstRight } = await askLabelled(labelled, indexed, { articleKey });
  const examined = await indexed.answerer.examine(labelled.question, indexed.snapshot);
  const ranked = [...new Set(examined.map(({ article }) => article.articleKey))];
  const rank = ranked.indexOf(articleKey);
  return {
    ...open,
    rank: rank === -1 ? null : rank + 1,
    given: { confidence, isAnswered, isFirstRight },
    signals: examined[0]?.answerSignals ?? null,
  };
}
