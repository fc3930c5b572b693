// Pure.
import type { Span } from '../../corpus/span.ts';

/** A span of a text, held within it and widened where an end would part a surrogate pair; empty stays empty. */
export function wholeCharacters(text: string, { start, end }: Span): Span {
  const from = Math.min(Math.max(start, 0), text.length);
  const to = Math.min(end, text.length);
  if (to <= from) return { start: from, end: from };
  return { start: isInsidePair(text, from) ? from - 1 : from, end: isInsidePair(text, to) ? to + 1 : to };
}

function isInsidePair(text: string, at: number): boolean {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff;
}
