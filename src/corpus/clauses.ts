// Pure.
import type { Span } from './span.ts';

/** A piece of an overlong sentence with its word pieces. */
interface Clause extends Span {
  readonly pieces: readonly number[];
}

/** Borders in order of preference: the end of a match is where a clause may begin. */
const BORDERS = [
  /[;:][”"’)]*\s+|\s+[—–-]\s+/gu,
  /,[”"’)]*\s+/gu,
  /\s+(?=(?:and|or|but|that|which|who|while|when|because|as|after|before)\s)/gu,
  /\s+/gu,
] as const;

/**
 * Cuts one overlong sentence into spans of at most `limit` word pieces, as long as they can be, at the best
 * border there is: semicolon, colon or dash; comma; conjunction; space; and within a word without any space,
 * between two characters. Nothing but white space stands between two spans.
 */
export function splitAtClauses(
  text: string,
  sentence: Span,
  limit: number,
  tokenize: (text: string) => readonly number[],
): readonly Clause[] {
  const clauses: Clause[] = [];
  let start = sentence.start;
  while (start < sentence.end) {
    const end = longestFitting(text, { start, end: sentence.end }, limit, tokenize);
    const clause = trimEnd(text, { start, end });
    clauses.push({ ...clause, pieces: tokenize(text.slice(clause.start, clause.end)) });
    start = end;
    while (start < sentence.end && /\s/u.test(text.charAt(start))) start++;
  }
  return clauses;
}

function longestFitting(
  text: string,
  span: Span,
  limit: number,
  tokenize: (text: string) => readonly number[],
): number {
  const fits = (end: number) => tokenize(text.slice(span.start, end)).length <= limit;
  if (fits(span.end)) return span.end;
  const slice = text.slice(span.start, span.end);
  for (const border of BORDERS) {
    const ends = Array.from(slice.matchAll(border), (match) => span.start + match.index + match[0].length);
    const end = lastFitting(ends, fits);
    // A border near the start would leave a scrap: the next kind of border cuts nearer to the limit.
    if (end !== undefined && tokenize(text.slice(span.start, end)).length >= limit / 3) return end;
  }
  const characters = Array.from(slice);
  const ends: number[] = [];
  let at = span.start;
  for (const character of characters) {
    at += character.length;
    ends.push(at);
  }
  return lastFitting(ends, fits) ?? (ends[0] as number);
}

/** The last of ascending ends that fits; pieces only grow with the text, so halving finds it. */
function lastFitting(ends: readonly number[], fits: (end: number) => boolean): number | undefined {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fits(ends[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return ends[low - 1];
}

function trimEnd(text: string, span: Span): Span {
  let end = span.end;
  while (end > span.start && /\s/u.test(text.charAt(end - 1))) end--;
  return { start: span.start, end };
}
