// Pure: what a set is, so that each can be a file of its own.
import type { Config } from '../src/config.ts';
import type { OnBuildProgress } from '../src/indexing/progress.ts';
import type { Log } from '../src/log.ts';

/** What became of one question (or article): all that the figures of its set are taken from. */
export interface EvaluationRecord {
  /** The same in every run over the same file: earlier runs are paired by it. */
  readonly id: string;
}

/** A figure: a number taken from some of the records. */
export interface Figure<R extends EvaluationRecord> {
  readonly name: string;
  /** Which records it is taken from; all unless told. */
  readonly from?: (record: R) => boolean;
  /** @returns `NaN` where the records cannot give it */
  readonly of: (records: readonly R[]) => number;
}

/** A table beside the figures: rows of one shape, numbers by column. */
export interface EvaluationTable {
  readonly name: string;
  readonly rows: readonly Readonly<Record<string, number | null>>[];
}

/** What a set yields. */
export interface Evaluation<R extends EvaluationRecord> {
  readonly records: readonly R[];
  readonly tables: readonly EvaluationTable[];
  /** Facts about the run, as how many articles were searched. */
  readonly facts: Readonly<Record<string, number | string>>;
  /** What went wrong, a line each, where a set is small enough to read them. */
  readonly missed?: readonly string[];
}

/** What an evaluation is run with. */
export interface EvaluationParts {
  readonly config: Config;
  readonly log: Log;
  readonly onNotice: (message: string) => void;
  readonly onProgress: OnBuildProgress;
  /** Where the index of a set's articles is kept for the next run; `null` to build it anew and drop it. */
  readonly indexCache: string | null;
}

/** A labelled set: how it is run, and the figures taken from it. */
export interface EvaluationSet<R extends EvaluationRecord> {
  readonly name: string;
  /** What its path is, as `DIR`. */
  readonly path: 'DIR' | 'FILE';
  readonly figures: readonly Figure<R>[];
  /** @throws ExpectedError `eval-set-unreadable` for a path in another form. */
  run(path: string, parts: EvaluationParts): Promise<Evaluation<R>>;
}
