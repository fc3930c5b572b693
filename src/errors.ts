/** Facts of an expected error, beside its message. */
export interface ExpectedErrorOptions {
  /** The underlying error, kept for the log. */
  readonly cause?: unknown;
  /** Structured facts for the log and for tests: paths, values, limits. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** Names the kinds of failure that a person can mend; fronts choose their words by it. */
export type ErrorCode =
  | 'usage'
  | 'config'
  | 'no-seeds'
  | 'seeds-unreadable'
  | 'seed-refused'
  | 'sources-unreadable'
  | 'fetch-refused'
  | 'fetch-failed'
  | 'add-refused'
  | 'model-missing'
  | 'model-checksum'
  | 'model-unusable'
  | 'database-damaged'
  | 'database-newer'
  | 'database-unreachable'
  | 'database-refused'
  | 'database-read-only'
  | 'disk-full'
  | 'backup-refused'
  | 'move-refused'
  | 'move-failed'
  | 'index-missing'
  | 'index-busy'
  | 'reindex-running'
  | 'index-empty'
  | 'proof-failed'
  | 'no-former-generation'
  | 'article-unknown'
  | 'article-withdrawn'
  | 'question-empty'
  | 'question-too-long'
  | 'question-not-kept'
  | 'eval-set-unreadable'
  | 'indexing-failed'
  | 'discord-unavailable'
  | 'discord-refused';

/**
 * A failure that is nobody's bug: bad input, a damaged file, a full disk. Its message is one plain line that
 * says what failed, with which value, and what to do; anything else that is thrown is a bug.
 */
export class ExpectedError extends Error {
  readonly code: ErrorCode;
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: ExpectedErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ExpectedError';
    this.code = code;
    this.facts = options.facts ?? {};
  }
}
