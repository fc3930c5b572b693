// Pure: apart from what makes quotes and summaries, so that a command can tell its defaults without loading that.

/** Quotes of an answer at most, unless told otherwise. */
export const DEFAULT_QUOTES = 3;

/** Sentences of an article's summary unless told otherwise. */
export const DEFAULT_SUMMARY_SENTENCES = 3;

/** Sentences about a topic unless told otherwise. */
export const DEFAULT_TOPIC_SENTENCES = 5;
