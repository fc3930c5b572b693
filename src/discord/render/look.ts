// Pure: the colours and words that are Discord's alone.

/** Colours of the bar beside an embed. */
export const COLOURS = {
  answer: 0x2e7d32,
  summary: 0x1565c0,
  /** Grey, as nothing else: what is merely near. */
  nearest: 0x9e9e9e,
  disagreement: 0xf9a825,
  plain: 0x5865f2,
} as const;

/** Stands over every passage that is merely near. */
export const NOT_AN_ANSWER = '⚠ NEAREST PASSAGE, NOT AN ANSWER';
/** Stands over the second and later embeds of one quotation. */
export const CONTINUED = '(continued)';
/** Stands below a part of a quotation that goes on in the next embed. */
export const GOES_ON = 'This quotation goes on below.';
/** Stands where an article's title has nothing to see in it. */
export const NO_TITLE = '(no title)';
export const NOTHING = 'There is nothing to show.';
export const DISAGREEMENT = 'These articles differ';
/** Between facts on one line. */
export const DOT = ' · ';
export const BULLET = '• ';
/** Discord's small grey text. */
export const SMALL = '-# ';
