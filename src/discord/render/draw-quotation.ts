// Pure.
import type { Span } from '../../corpus/span.ts';
import { bidiGuards } from './bidi.ts';
import { escapeFragment } from './escape-text.ts';
import { linesOf } from './sendable-text.ts';
import { wholeCharacters } from './whole-characters.ts';

/** Discord's quote bars: before one line, and before all lines up to the end. */
const LINE_BAR = '> ';
const END_BAR = '>>> ';
const BOLD = '**';

/**
 * A quotation, or a span of it, behind Discord's quote bar with the words within `bold` in bold. Each line is
 * bold by itself, for not every client carries a style across lines; white space at the ends of the bold words
 * stays outside of it, where Discord would show the asterisks.
 * @param span of `text`
 * @param bold offsets into `text`; empty for none
 * @param bar `to-end`: nothing can follow, so nothing in the text can seem to, and its lines stay as they are;
 * `line`: each line has a bar of its own, and other lines may follow
 */
export function drawQuotation(
  text: string,
  { span, bold, bar }: { readonly span: Span; readonly bold: Span; readonly bar: 'to-end' | 'line' },
): string {
  const lines = linesOf(text.slice(span.start, span.end)).map((line) => {
    const start = span.start + line.start;
    return drawLine(line.text, { start: bold.start - start, end: bold.end - start });
  });
  return bar === 'to-end' ? END_BAR + lines.join('\n') : lines.map((line) => LINE_BAR + line).join('\n');
}

function drawLine(line: string, bold: Span): string {
  const { before, after } = bidiGuards(line);
  const { start, end } = wordsWithin(line, bold);
  if (start === end) return before + escapeFragment(line) + after;
  const [head, words, tail] = [line.slice(0, start), line.slice(start, end), line.slice(end)].map(
    escapeFragment,
  );
  return `${before}${head}${BOLD}${words}${BOLD}${tail}${after}`;
}

/** The span within a line, without white space at its ends. */
function wordsWithin(line: string, span: Span): Span {
  const { start, end } = wholeCharacters(line, span);
  const words = line.slice(start, end);
  const from = start + words.length - words.trimStart().length;
  return { start: from, end: Math.max(from, start + words.trimEnd().length) };
}
