import { DEFAULT_SUMMARY_SENTENCES } from '../src/answer/lengths.ts';
import { summarySpans } from '../src/answer/summarise.ts';
import type { EvaluationRecord, EvaluationSet, Figure } from './evaluation-set.ts';
import { readSummarySet } from './realsumm-articles.ts';
import { type RougeScores, rouge } from './rouge.ts';
import { mean } from './statistics/ranking.ts';

interface SummaryRecord extends EvaluationRecord {
  /** Of the product's summary. */
  readonly summary: RougeScores;
  /** Of the article's first sentences. */
  readonly lead: RougeScores;
  /** Which sentences were chosen, from 0. */
  readonly sentences: readonly number[];
}

const MEASURES = [
  ['ROUGE-1', 'rouge1'],
  ['ROUGE-2', 'rouge2'],
  ['ROUGE-L', 'rougeL'],
] as const;

/** Figures for one way to score, in hundredths as ROUGE is quoted. */
function figures(
  name: (measure: string) => string,
  of: (record: SummaryRecord, key: keyof RougeScores) => number,
): readonly Figure<SummaryRecord>[] {
  return MEASURES.map(([measure, key]) => ({
    name: name(measure),
    of: (records) => 100 * mean(records.map((record) => of(record, key))),
  }));
}

/**
 * REALSumm's CNN/DailyMail articles: the sentences that `/summary` chooses against the highlights that a person
 * wrote, ROUGE F1 with Porter stems, beside the first three sentences, which are hard to beat. The given borders
 * of the sentences are kept; `over lead-3` is paired, article by article.
 */
export const realsumm: EvaluationSet<SummaryRecord> = {
  name: 'realsumm',
  path: 'FILE',
  figures: [
    ...figures(
      (measure) => `${measure} F1`,
      ({ summary }, key) => summary[key],
    ),
    ...figures(
      (measure) => `${measure} F1 of lead-3`,
      ({ lead }, key) => lead[key],
    ),
    ...figures(
      (measure) => `${measure} over lead-3`,
      ({ summary, lead }, key) => summary[key] - lead[key],
    ),
  ],

  async run(path, { onProgress }) {
    const articles = await readSummarySet(path);
    const records = articles.map(({ id, text, sentences, spans, highlights }, index): SummaryRecord => {
      const chosen = summarySpans(text, spans, DEFAULT_SUMMARY_SENTENCES);
      onProgress({ step: 'summarising', done: index + 1, total: articles.length, unit: 'articles' });
      return {
        id,
        summary: rouge(
          chosen.map(({ start, end }) => text.slice(start, end)),
          highlights,
        ),
        lead: rouge(sentences.slice(0, DEFAULT_SUMMARY_SENTENCES), highlights),
        sentences: chosen.map((span) => spans.indexOf(span)),
      };
    });
    return { records, tables: [], facts: { sentences: DEFAULT_SUMMARY_SENTENCES, stemming: 'Porter' } };
  },
};
