// Pure: from records to figures with their intervals, and the differences from an earlier run.
import type {
  Evaluation,
  EvaluationRecord,
  EvaluationSet,
  EvaluationTable,
  Figure,
} from './evaluation-set.ts';
import { bootstrap, type Interval } from './statistics/bootstrap.ts';

/** A figure with its 95 % interval; `null` where the records cannot give it. */
export interface ReportedFigure {
  readonly name: string;
  /** Records it is taken from. */
  readonly n: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Against an earlier run, over the questions of both. */
  readonly compared: Comparison | null;
}

/** A paired difference: this run's figure less the earlier one's, over the same questions. */
export interface Comparison {
  readonly n: number;
  readonly earlier: number | null;
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** The outcome of an evaluation: the shape of `eval --json`. */
export interface EvaluationReport {
  readonly set: string;
  readonly n: number;
  readonly facts: Evaluation<EvaluationRecord>['facts'];
  readonly figures: readonly ReportedFigure[];
  readonly tables: readonly EvaluationTable[];
  readonly missed: readonly string[];
  /** Each question's outcome: what `--compare` pairs. */
  readonly records: readonly EvaluationRecord[];
}

/** Takes a set's figures from what became of its questions. */
export function reportEvaluation<R extends EvaluationRecord>(
  set: EvaluationSet<R>,
  evaluation: Evaluation<R>,
  earlier: readonly R[] | null,
): EvaluationReport {
  const { records, facts, tables, missed = [] } = evaluation;
  return {
    set: set.name,
    n: records.length,
    facts,
    figures: set.figures.map((figure) => ({
      ...takeFigure(figure, records),
      compared: earlier === null ? null : compare(figure, records, earlier),
    })),
    tables,
    missed,
    records,
  };
}

function takeFigure<R extends EvaluationRecord>(figure: Figure<R>, records: readonly R[]) {
  const taken = records.filter(figure.from ?? (() => true));
  return {
    name: figure.name,
    n: taken.length,
    value: finite(figure.of(taken)),
    ...interval(bootstrap(taken, figure.of)),
  };
}

function compare<R extends EvaluationRecord>(
  { from = () => true, of }: Figure<R>,
  records: readonly R[],
  earlier: readonly R[],
): Comparison {
  const before = new Map(earlier.map((record) => [record.id, record]));
  const pairs = records.flatMap((now) => {
    const then = before.get(now.id);
    // A figure over what was answered, say, is taken from those that were in both runs.
    return then !== undefined && from(now) && from(then) ? [{ now, then }] : [];
  });
  const difference = (sample: typeof pairs) =>
    of(sample.map(({ now }) => now)) - of(sample.map(({ then }) => then));
  return {
    n: pairs.length,
    earlier: finite(of(pairs.map(({ then }) => then))),
    difference: finite(difference(pairs)),
    ...interval(bootstrap(pairs, (sample) => difference([...sample]))),
  };
}

function interval({ low, high }: Interval): { readonly low: number | null; readonly high: number | null } {
  return { low: finite(low), high: finite(high) };
}

/** JSON has no `NaN`. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * 1e4) / 1e4 : null;
}
