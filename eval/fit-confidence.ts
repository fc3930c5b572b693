// Fits src/answer/confidence-weights.ts on two reports of `eval … --json`, and says how well it does on what it
// has not seen: node --import ./src/typescript.mjs eval/fit-confidence.ts REALTIMEQA_REPORT SQUAD2_REPORT
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { AnswerSignals } from '../src/answer/answer-signals.ts';
import { type ConfidenceWeights, confidenceOf } from '../src/answer/confidence.ts';
import { type Example, fitLogistic } from './fit-logistic.ts';
import { reliability, riskCoverage } from './statistics/calibration.ts';
import { auroc, refusedWhileKeeping } from './statistics/ranking.ts';

const FOLDS = 8;
/** Paragraphs of one article stand together in the file; so many of them stay in one fold. */
const PARAGRAPHS_TOGETHER = 40;
/**
 * What one question of SQuAD 2 counts beside one of RealTime QA. Its nearly three thousand adversarial
 * questions would decide everything, and what is fitted on them alone harms news.
 */
const PARAGRAPH_WEIGHT = 0.12;

const recordForm = z.object({
  id: z.string(),
  form: z.enum(['asked', 'swapped']).optional(),
  isAnswerable: z.boolean(),
  isFirstRight: z.boolean(),
  signals: z.record(z.string(), z.number()).nullable(),
});

interface Judged {
  readonly set: 'news' | 'swapped' | 'paragraphs';
  readonly isAnswerable: boolean;
  readonly isRight: boolean;
  readonly signals: AnswerSignals;
  /** Questions of one article, or made of one another, are never on both sides of a fold. */
  readonly fold: number;
}

const [newsFile, paragraphsFile] = process.argv.slice(2);
if (newsFile === undefined || paragraphsFile === undefined) {
  throw new Error('Two reports are needed: of realtimeqa and of squad2, made with --json.');
}
const judged = [...(await readReport(newsFile)), ...(await readReport(paragraphsFile))];
reportUnseen(judged);
await writeWeights(fitWeights(judged));

async function readReport(file: string): Promise<readonly Judged[]> {
  const { records } = z
    .object({ records: z.array(recordForm) })
    .parse(JSON.parse(await readFile(file, 'utf8')));
  return records.flatMap(({ id, form, isAnswerable, isFirstRight, signals }): readonly Judged[] => {
    if (signals === null) return [];
    return [
      {
        set: form === undefined ? 'paragraphs' : form === 'asked' ? 'news' : 'swapped',
        isAnswerable,
        isRight: isFirstRight,
        signals: signals as unknown as AnswerSignals,
        fold: foldOf(id),
      },
    ];
  });
}

function foldOf(id: string): number {
  const paragraph = /^paragraph-(\d+)/.exec(id)?.[1];
  if (paragraph !== undefined) return Math.floor(Number(paragraph) / PARAGRAPHS_TOGETHER) % FOLDS;
  const question = id.replace('~swapped', '');
  return Array.from(question).reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 9973, 7) % FOLDS;
}

/**
 * What tells answerable from not is learned on all sets, what a confidence means on the news alone: there its
 * scale is fitted to how often the first quote holds the answer.
 */
function fitWeights(records: readonly Judged[]): ConfidenceWeights {
  const of = (set: Judged['set']) => records.filter((record) => record.set === set);
  const refused = of('news').filter(({ isAnswerable }) => !isAnswerable).length;
  const countOf = {
    news: 1,
    // As many as the set's own unanswerable ones.
    swapped: refused / Math.max(1, of('swapped').length),
    paragraphs: PARAGRAPH_WEIGHT,
  };
  const told = fitLogistic(
    records.flatMap(({ set, isAnswerable, isRight, signals }): readonly Example[] => {
      const example = { signals: { ...signals, bias: 1, isParagraph: set === 'paragraphs' ? 1 : 0 } };
      const weight = countOf[set];
      // News that holds the answer and a quote that misses it: half a success.
      return set === 'news'
        ? [isAnswerable, isRight].map((holds) => ({ ...example, holds, weight: weight / 2 }))
        : [{ ...example, holds: isAnswerable, weight }];
    }),
  );
  const names = Object.keys(records[0]?.signals ?? {}) as (keyof AnswerSignals)[];
  const logit = (signals: AnswerSignals) =>
    names.reduce((sum, name) => sum + (told[name] ?? 0) * signals[name], 0);
  const { slope = 0, bias = 0 } = fitLogistic(
    of('news').map(({ signals, isRight }) => ({
      signals: { slope: logit(signals), bias: 1 },
      holds: isRight,
    })) satisfies readonly Example[],
  );
  const weights = names.map((name) => [name, slope * (told[name] ?? 0)] as const);
  return Object.fromEntries([...weights, ['bias', bias]]) as ConfidenceWeights;
}

function reportUnseen(records: readonly Judged[]): void {
  const byFold = Array.from({ length: FOLDS }, (_, fold) =>
    fitWeights(records.filter((record) => record.fold !== fold)),
  );
  const unseen = records.map((record) => ({
    ...record,
    confidence: confidenceOf(record.signals, byFold[record.fold] as ConfidenceWeights),
  }));
  const scored = (part: typeof unseen) =>
    part.map(({ confidence, isAnswerable }) => ({ score: confidence, isPositive: isAnswerable }));
  const news = unseen.filter(({ set }) => set === 'news');
  const pairs = unseen.filter(
    ({ set, isAnswerable }) => set === 'swapped' || (set === 'news' && isAnswerable),
  );
  const paragraphs = unseen.filter(({ set }) => set === 'paragraphs');
  console.log(`In ${FOLDS} folds, each judged by what was fitted on the others:`);
  console.log('news: refusal AUROC', auroc(scored(news)).toFixed(3));
  console.log(
    'news: AUROC of a right first quote',
    auroc(news.map(({ confidence, isRight }) => ({ score: confidence, isPositive: isRight }))).toFixed(3),
  );
  console.log('swapped: refusal AUROC', auroc(scored(pairs)).toFixed(3));
  console.log('swapped: refused at .85 kept', refusedWhileKeeping(0.85, scored(pairs)).toFixed(3));
  console.log('paragraphs: refusal AUROC', auroc(scored(paragraphs)).toFixed(3));
  console.table(reliability(news));
  console.table(riskCoverage(news));
}

async function writeWeights(weights: ConfidenceWeights): Promise<void> {
  const lines = Object.entries(weights).map(([name, weight]) => `  ${name}: ${Number(weight.toFixed(3))},`);
  const file = fileURLToPath(new URL('../src/answer/confidence-weights.ts', import.meta.url));
  const text = `// Pure. Written by eval/fit-confidence.ts from RealTime QA and SQuAD 2; what it reached stands in docs/refusing.md.
import type { ConfidenceWeights } from './confidence.ts';

/** What each signal adds to the logarithm of the odds that the first quote holds the answer. */
export const CONFIDENCE_WEIGHTS: ConfidenceWeights = {
${lines.join('\n')}
};
`;
  await writeFile(file, text);
  console.log(text);
}
