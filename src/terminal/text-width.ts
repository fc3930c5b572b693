// Pure.

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * East Asian Wide and Fullwidth beside emoji.
 * @see https://www.unicode.org/reports/tr11/
 */
const WIDE =
  /^[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]/u;
const EMOJI = /^\p{Emoji_Presentation}|^\p{Emoji}\ufe0f|^\p{Regional_Indicator}/u;
const ZERO = /^[\p{Mark}\p{Control}\p{Default_Ignorable_Code_Point}\u1160-\u11ff]/u;

/** The graphemes of a text, in order: what a reader sees as one character each. */
export function graphemesOf(text: string): readonly string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** The start of the grapheme that an offset falls into: where a text may be cut without harm. */
export function graphemeStart(text: string, offset: number): number {
  return graphemes.segment(text).containing(offset)?.index ?? text.length;
}

/** Terminal cells that one grapheme takes: 0 for a lone mark or control, 2 for wide letters and emoji. */
export function graphemeWidth(grapheme: string): 0 | 1 | 2 {
  if (EMOJI.test(grapheme) || WIDE.test(grapheme)) return 2;
  return grapheme === '' || ZERO.test(grapheme) ? 0 : 1;
}

/** Terminal cells that a text without line breaks takes. */
export function textWidth(text: string): number {
  return graphemesOf(text).reduce((sum, grapheme) => sum + graphemeWidth(grapheme), 0);
}
