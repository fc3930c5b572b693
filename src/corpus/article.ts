// Pure.
import type { Span } from './span.ts';

/** What is known of an article besides its text. A fact that the seed does not give is `null`, never guessed. */
export interface ArticleFacts {
  /** Unique among the articles of one generation; stable while the article's place and title are. */
  readonly id: string;
  readonly title: string;
  readonly publisher: string | null;
  /** Absolute http(s) address. */
  readonly url: string | null;
  /** ISO 8601: a date (`2025-12-22`) or a moment (`2025-12-22T10:00:00.000Z`). */
  readonly publishedAt: string | null;
}

/**
 * One article, normalised once; every offset in the product is into `text`.
 *
 * `text` holds blocks (paragraphs, bullets, headings) separated by `\n\n`; there is no line break within a
 * block. The title is not part of it.
 */
export interface Article extends ArticleFacts {
  readonly text: string;
  /** The blocks of `text` that are subheads or captions, in order: quoted by nobody, never part of a sentence. */
  readonly headings: readonly Span[];
}
