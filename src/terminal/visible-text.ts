// Pure.

const LINE_BREAKS = /\r\n|[\t\n\v\f\r\u0085\u2028\u2029]/gu;
/** Controls and format characters, save Arabic and Kaithi signs that are of class Cf and yet seen, and U+200D. */
const UNSEEN = /\p{Cc}|(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}\u200d])\p{Cf}/gu;
/** A joiner that does not stand between the parts of one emoji. */
const LOOSE_JOINERS =
  /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d|\u200d(?!\p{Extended_Pictographic})/gu;

/**
 * The text on one line with nothing in it that a terminal obeys or that a reader cannot see: line breaks and
 * tabs become spaces; C0 and C1 controls, bidi controls and zero-width characters go (a joiner within an emoji
 * stays); a lone surrogate becomes U+FFFD. Every string that came from outside passes here before it is drawn.
 */
export function visibleText(text: string): string {
  return text.toWellFormed().replace(LINE_BREAKS, ' ').replace(UNSEEN, '').replace(LOOSE_JOINERS, '');
}
