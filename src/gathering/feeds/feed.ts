// Pure: feeds of every kind, in one form.

/** One entry of a feed; what it does not say is `null`. */
export interface FeedItem {
  /** Names it within its feed. */
  readonly id: string;
  /** Plain text; may be empty. */
  readonly title: string;
  /** Absolute http(s) address of its page. */
  readonly url: string | null;
  /** HTML, or plain text, of the whole article as far as the feed gives it. */
  readonly content: string | null;
  /** HTML, or plain text, that says what it is about. */
  readonly summary: string | null;
  readonly author: string | null;
  /** ISO 8601. */
  readonly publishedAt: string | null;
  readonly modifiedAt: string | null;
}

/** A feed that was read. */
export interface Feed {
  readonly title: string | null;
  /** In the feed's order. */
  readonly items: readonly FeedItem[];
}
