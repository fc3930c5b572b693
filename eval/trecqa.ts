import { z } from 'zod';
import type { EvaluationRecord, EvaluationSet } from './evaluation-set.ts';
import { type IndexedArticles, withIndexedArticles } from './index-articles.ts';
import { readRecords } from './read-records.ts';
import { createRandom } from './statistics/random.ts';
import { averagePrecision, mean, reciprocalRank } from './statistics/ranking.ts';

const questionForm = z.object({
  question: z.string().min(1),
  candidates: z.array(z.object({ sentence: z.string().min(1), relevant: z.boolean() })),
});

interface RankingRecord extends EvaluationRecord {
  readonly question: string;
  readonly candidates: number;
  readonly averagePrecision: number;
  readonly reciprocalRank: number;
}

/** Breaks ties; relevant candidates come first in the files. */
const SEED = 3;

/**
 * TREC-QA: candidate sentences ranked by the score that chooses the sentence to quote. Each candidate is an
 * article of its own without a title; questions whose candidates are all relevant, or none, are left out.
 */
export const trecqa: EvaluationSet<RankingRecord> = {
  name: 'trecqa',
  path: 'FILE',
  figures: [
    { name: 'MAP', of: (records) => mean(records.map(({ averagePrecision: value }) => value)) },
    { name: 'MRR', of: (records) => mean(records.map(({ reciprocalRank: value }) => value)) },
  ],

  async run(path, parts) {
    const questions = (await readRecords(path, questionForm))
      .map((question, index) => ({ ...question, id: `question-${index}` }))
      .filter(
        ({ candidates }) =>
          candidates.some(({ relevant }) => relevant) && candidates.some(({ relevant }) => !relevant),
      );
    const sentences = [...new Set(questions.flatMap(({ candidates }) => candidates.map((c) => c.sentence)))];
    const ids = new Map(sentences.map((sentence, index) => [sentence, `sentence-${index}`]));
    const articles = sentences.map((text) => ({ id: ids.get(text) as string, title: '—', text }));
    return withIndexedArticles('trecqa', articles, parts, async (indexed) => {
      const keyOf = await keysById(indexed);
      const random = createRandom(SEED);
      const records: RankingRecord[] = [];
      for (const { id, question, candidates } of questions) {
        const ranked = [];
        for (const { sentence, relevant } of candidates) {
          const articleKey = keyOf(ids.get(sentence) as string);
          ranked.push({ relevant, score: await scoreOf(question, articleKey, indexed), tie: random() });
        }
        ranked.sort((a, b) => b.score - a.score || a.tie - b.tie);
        const relevant = ranked.map((candidate) => candidate.relevant);
        records.push({
          id,
          question,
          candidates: candidates.length,
          averagePrecision: averagePrecision(relevant),
          reciprocalRank: reciprocalRank(relevant),
        });
        parts.onProgress({
          step: 'ranking',
          done: records.length,
          total: questions.length,
          unit: 'questions',
        });
      }
      return { records, tables: [], facts: { sentences: sentences.length } };
    });
  },
};

/** A sentence that repeats another one word for word has no passages of its own: its original's are scored. */
async function keysById({ snapshot }: IndexedArticles): Promise<(id: string) => number | undefined> {
  const keys = new Map(
    (await snapshot.articles()).map(({ id, articleKey, exactCopy, duplicateOf }) => [
      id,
      exactCopy && duplicateOf !== null ? duplicateOf : articleKey,
    ]),
  );
  return (id) => keys.get(id);
}

async function scoreOf(
  question: string,
  articleKey: number | undefined,
  { answerer, snapshot }: IndexedArticles,
): Promise<number> {
  if (articleKey === undefined) return Number.NEGATIVE_INFINITY;
  const [examined] = await answerer.examine(question, snapshot, { articleKey });
  return examined?.best.score ?? Number.NEGATIVE_INFINITY;
}
