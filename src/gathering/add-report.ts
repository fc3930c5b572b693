// Pure.
import type { SavedArticle } from './articles/save-article.ts';

/** What is to be added: an address of the web, or a file of this machine. */
export type AddTarget =
  | { readonly kind: 'url'; readonly address: string }
  | { readonly kind: 'file'; readonly path: string };

/** What came of each target. */
export interface AddReport {
  readonly added: readonly (SavedArticle & { readonly source: string })[];
  /** Feeds that were named in `sources.yaml`; their articles stand among those added. */
  readonly feeds: readonly { readonly source: string; readonly articles: number }[];
  readonly refused: readonly { readonly source: string; readonly reason: string }[];
}
