// Pure.
import type { IndexedCorpus } from '../big-corpus.ts';
import type { Row } from '../table.ts';

/** What a part of the bench is told. */
export interface BenchContext {
  /** Turns of each contender, in turn with the others. */
  readonly rounds: number;
  /** Folder with seed files to take instead of invented news. */
  readonly data: string | undefined;
  /** Articles of the index that the incremental reindex goes on from. */
  readonly articles: number;
  /** An index of so many articles, made once a run; whoever changes it works on a copy. */
  readonly indexed: (articles: number) => Promise<IndexedCorpus>;
  /** Told what is being done. */
  readonly log: (message: string) => void;
}

/** A part of the bench. */
export type BenchPart = (context: BenchContext) => Promise<readonly Row[]>;
