// Pure.

const LINE_BREAK = /\r\n?|[\n\v\f\u0085\u2028\u2029]/gu;
const CONTROLS = /(?!\t)\p{Cc}/gu;

/** One line of a text. */
export interface Line {
  /** As long as in the source, so that offsets hold. */
  readonly text: string;
  /** Offset of its first character in the source. */
  readonly start: number;
}

/**
 * The lines of a text, broken at every kind of line break. What cannot be sent becomes U+FFFD: lone surrogates,
 * which have no UTF-8, and control characters, which a reader cannot see and Discord may refuse; a tab stays.
 */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const { 0: mark, index } of text.matchAll(LINE_BREAK)) {
    lines.push({ text: sendable(text.slice(start, index)), start });
    start = index + mark.length;
  }
  lines.push({ text: sendable(text.slice(start)), start });
  return lines;
}

/** The text on one line, as Discord takes it where it knows no markdown (a footer, an author, a choice). */
export function plainLine(text: string): string {
  return linesOf(text)
    .map((line) => line.text)
    .join(' ');
}

function sendable(text: string): string {
  return text.toWellFormed().replace(CONTROLS, '\ufffd');
}
