// Pure: the figures that every set of labelled questions has.
import type { LabelledRecord } from './ask-labelled.ts';
import type { EvaluationTable, Figure } from './evaluation-set.ts';
import { reliability, riskCoverage } from './statistics/calibration.ts';
import { auroc, mean } from './statistics/ranking.ts';

/** How well the confidence tells answerable questions from the others. */
export const REFUSAL_AUROC: Figure<LabelledRecord> = {
  name: 'refusal AUROC',
  of: (records) =>
    auroc(records.map(({ confidence, isAnswerable }) => ({ score: confidence, isPositive: isAnswerable }))),
};

/** Quotes of the answerable questions, and what the shipped threshold makes of them. */
export function answeringFigures<R extends LabelledRecord>(
  isAnswerable: (record: R) => boolean,
): readonly Figure<R>[] {
  const share = (name: string, holds: (record: R) => boolean): Figure<R> => ({
    name,
    from: isAnswerable,
    of: (records) => mean(records.map((record) => Number(holds(record)))),
  });
  return [
    share('first quote right', ({ isFirstRight }) => isFirstRight),
    share('one of three right', ({ isOneOfThreeRight }) => isOneOfThreeRight),
    share('answerable answered', ({ isAnswered }) => isAnswered),
    {
      name: 'answered and right',
      from: (record) => isAnswerable(record) && record.isAnswered,
      of: (records) => mean(records.map(({ isFirstRight }) => Number(isFirstRight))),
    },
  ];
}

/** How far the confidence may be believed, over all questions of a set. */
export function answeringTables(records: readonly LabelledRecord[]): readonly EvaluationTable[] {
  const judged = records.map(({ confidence, isFirstRight }) => ({ confidence, isRight: isFirstRight }));
  return [
    { name: 'reliability', rows: reliability(judged).map((row) => ({ ...row })) },
    { name: 'risk-coverage', rows: riskCoverage(judged).map((row) => ({ ...row })) },
  ];
}
