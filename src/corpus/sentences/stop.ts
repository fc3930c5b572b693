// Pure.
import type { Span } from '../span.ts';

/** A place in a block where a sentence may end: from the first mark to the last character that closes after it. */
export interface Stop extends Span {
  /** The marks alone: `.`, `?!`, `. . .`, `。`; empty before a bullet. */
  readonly marks: string;
  /** Closing quotation marks, brackets, footnote marks and emoji right after the marks; the sentence keeps them. */
  readonly closers: string;
  /** The characters before the marks back to white space, at most `TOKEN_WINDOW` of them; empty after a space. */
  readonly token: string;
  /** Whether white space or the end of the block follows. */
  readonly spaced: boolean;
  /** The text after the stop without white space at its start, at most `AFTER_WINDOW` code units. */
  readonly after: string;
}

/** A longer run without white space is an address, and looking further back would cost quadratic time. */
export const TOKEN_WINDOW = 64;
/** Room for a speaker's name and verb. */
const AFTER_WINDOW = 96;

/** Marks that begin an item of a list. */
export const BULLET = /^[•▪●‣◦]/u;
const MARKS = /(?<=\S)(?=\s+[•▪●‣◦]\s)|\.(?:\s\.(?!\.))+|[.?!…‼⁇⁈⁉。．！？｡؟۔।॥։።။។]+/gu;
const CLOSERS =
  /(?:['"”’)\]}›»」』）】》〉¹²³⁰⁴-⁹*†‡]|\s»(?=[\s.,]|$)|\[(?:\d{1,3}|[a-z]|citation needed)\]|\s?\p{Emoji_Presentation}\uFE0F?)*/uy;

/** Reads the stops of a block in order, in linear time. */
export function* stopsOf(block: string): Generator<Stop> {
  let counted = 0;
  let quoteOpen = false;
  for (const match of block.matchAll(MARKS)) {
    const start = match.index;
    for (; counted < start; counted++) if (block[counted] === '"') quoteOpen = !quoteOpen;
    const marks = match[0];
    const closers = closersAt(block, start + marks.length, quoteOpen);
    const end = start + marks.length + closers.length;
    const spaced = end === block.length || /\s/u.test(block.charAt(end));
    const after = block.slice(end, end + AFTER_WINDOW).trimStart();
    yield { start, end, marks, closers, token: tokenBefore(block, start), spaced, after };
  }
}

/** A straight `"` opens or closes: directly before a letter it opens, unless one is open already. */
function closersAt(block: string, at: number, quoteOpen: boolean): string {
  CLOSERS.lastIndex = at;
  const closers = CLOSERS.exec(block)?.[0] ?? '';
  const opens =
    !quoteOpen && closers.endsWith('"') && /[\p{L}\p{N}]/u.test(block.charAt(at + closers.length));
  return opens ? closers.slice(0, -1) : closers;
}

function tokenBefore(block: string, end: number): string {
  const limit = Math.max(0, end - TOKEN_WINDOW);
  let start = end;
  while (start > limit && !/\s/u.test(block.charAt(start - 1))) start--;
  return block.slice(start, end);
}
