// Pure: what an answer is. The shape of `ask --json` is fixed: see the README's command line.
import type { ArticleFacts } from '../corpus/article.ts';
import type { Span } from '../corpus/span.ts';
import type { SmallTalk } from './small-talk.ts';

/** Where a quote stands in its article's text. */
export interface Place extends Span {
  /** Counts blocks that are not headings, from 1. */
  readonly paragraph: number;
}

/** One to three sentences, character for character, that cannot exist without their source. */
export interface Quote {
  /** Equals the article's `text.slice(place.start, place.end)`. */
  readonly text: string;
  /** Within `text`: the sentence or words that answer. */
  readonly highlight: Span;
  readonly article: ArticleFacts;
  readonly place: Place;
  /** Nearness to the question, 0…1; comparable within one reply only. */
  readonly score: number;
  /** Other articles whose text holds the highlighted sentence, or that tell the same story as an exact copy. */
  readonly alsoIn: readonly ArticleFacts[];
}

/** A differing figure for the same thing, by the index of its quote. */
export interface DisagreementValue {
  readonly value: string;
  readonly quote: number;
}

/** Why a question is refused, as far as can be said. */
export type Refusal =
  /** It is no question that news could answer; nothing was looked up. */
  | { readonly reason: 'small-talk'; readonly talk: SmallTalk }
  /** Something that it names stands in none of the articles, or (`nearest`) in none of the nearest ones. */
  | { readonly reason: 'not-mentioned'; readonly names: readonly string[]; readonly in: 'all' | 'nearest' }
  | { readonly reason: 'not-answered' };

/** Where a word of the question stands. */
export type WordPlace = 'sentence' | 'title' | 'passage' | 'article';

/** Why one quote was chosen. */
export interface QuoteExplanation {
  /** Calibrated probability (0…1) that it answers. */
  readonly confidence: number;
  /** What each signal of the choice weighed: points, and the share (0…1) of all points that speak for it; most first. */
  readonly signals: readonly { readonly name: string; readonly points: number; readonly share: number }[];
  /**
   * The question's words that carry meaning: where the nearest form of each stands (`null` for nowhere), and the
   * word of the answering sentence that it was matched with by meaning, where it does not stand there itself.
   */
  readonly words: readonly {
    readonly word: string;
    readonly foundIn: WordPlace | null;
    readonly alike: string | null;
  }[];
}

/** Why an answer is what it is. */
export interface Explanation {
  /** From this confidence (0…1) on a quote is given as an answer. */
  readonly threshold: number;
  /** The kind of thing that would answer, by the question's words; `null` where they do not say. */
  readonly expects: string | null;
  /** One for each quote, in their order. */
  readonly quotes: readonly QuoteExplanation[];
}

/** The outcome of a question; with `no-answer` the quotes are the nearest passages and answer nothing. */
export interface Answer {
  readonly question: string;
  readonly kind: 'answer' | 'no-answer';
  /** Probability (0…1) that the first quote holds the answer, calibrated on news: see docs/refusing.md. */
  readonly confidence: number;
  readonly generation: number;
  /** ISO 8601. */
  readonly indexedAt: string;
  readonly quotes: readonly Quote[];
  readonly disagreement: readonly DisagreementValue[] | null;
  readonly tookMs: number;
  /** Only with `no-answer`. */
  readonly refusal?: Refusal;
  /** Only where it was asked for. */
  readonly explain?: Explanation;
}
