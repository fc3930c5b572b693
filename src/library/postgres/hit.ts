// Pure.
import type { ArticleKey, ScoredPassage } from '../library.ts';

/** A passage that was found, with its article. */
export interface Hit extends ScoredPassage {
  readonly articleKey: ArticleKey;
}
