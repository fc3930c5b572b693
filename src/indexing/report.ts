// Pure: what a rebuild tells. The shape of `reindex --json` is fixed: see the README's command line.
import type { ProofFacts } from '../library/library.ts';

/** A seed that was left out, and why. */
export interface RefusedSeed {
  /** Path relative to the seeds folder. */
  readonly file: string;
  readonly reason: string;
}

/** The outcome of a rebuild; counts are of articles unless named otherwise. */
export interface ReindexReport {
  /** The generation that is served now: the former one where nothing changed. */
  readonly generation: number;
  readonly articles: number;
  readonly passages: number;
  readonly new: number;
  /** Articles whose id was served before with another text or other facts. */
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  /** Articles that repeat the story of another one. */
  readonly duplicates: number;
  readonly refused: readonly RefusedSeed[];
  readonly proof: ProofFacts;
  readonly tookMs: number;
}
