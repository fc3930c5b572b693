// Pure: what a command says, before any front draws it.
import type { DisagreementValue, Quote } from '../answer/answer.ts';
import type { ArticleFacts } from '../corpus/article.ts';

/** A label and what stands beside it, on one line. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** Something that a reader may do next: typed in the terminal, a button on Discord. */
export interface Action {
  readonly label: string;
  /** A whole command line, as `/summary Somalia's capital votes`. */
  readonly command: string;
}

/**
 * The few things that a reply is made of. Every string is plain text: a front escapes and lays out. Text that
 * comes from an article stands only in `quote`, in the facts of an article and in `facts` values.
 */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** `standing` keeps what answers apart from what is merely near: a front must draw them so that nobody mistakes one for the other. */
  | { readonly kind: 'quote'; readonly quote: Quote; readonly standing: 'answer' | 'nearest' | 'summary' }
  /** Dated quotes that give differing figures for the same thing. */
  | {
      readonly kind: 'disagreement';
      readonly values: readonly DisagreementValue[];
      readonly quotes: readonly Quote[];
    }
  /** A list of articles, each with a note as `12 passages`. */
  | {
      readonly kind: 'articles';
      readonly articles: readonly { readonly article: ArticleFacts; readonly note: string }[];
    }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'actions'; readonly actions: readonly Action[] }
  /** How many articles were looked through and how old the index is; the last block where there is one. */
  | {
      readonly kind: 'freshness';
      readonly articles: number;
      /** ISO 8601 moment at which the served generation was built. */
      readonly indexedAt: string;
      readonly newestPublishedAt: string | null;
      readonly generation: number;
    };

/** What a command gives back: the same for every front, and as data for `--json`. */
export interface Reply {
  readonly blocks: readonly Block[];
  /** The question that was answered, as it was read: what a follow-up goes on from. */
  readonly question?: string;
  /** One JSON value in the documented shape of the command. */
  readonly json: unknown;
}

/** How far a long piece of work is. */
export interface Progress {
  /** What is being done, as `embedding`. */
  readonly step: string;
  readonly done: number;
  /** 0 while it is not known. */
  readonly total: number;
  /** What is counted, as `passages`. */
  readonly unit: string;
}
