// Pure.
import { sentenceSpans } from '../../corpus/sentences.ts';
import type { Span } from '../../corpus/span.ts';
import { wholeCharacters } from './whole-characters.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const PARAGRAPHS = /[^\n]+/gu;

/**
 * Cuts a text into parts that fit once they are drawn, as long as they can be: at sentence borders, never inside
 * `whole` if that fits by itself; a sentence that is too long between two words; such a word between two
 * characters. Nothing but white space stands between the parts.
 * @param drawnLength of a span of the text; grows with the span, and is never shorter than it
 * @returns ascending spans without white space at either end; none for white space alone
 */
export function splitText(
  text: string,
  options: {
    readonly limit: number;
    readonly drawnLength: (span: Span) => number;
    readonly whole?: Span;
  },
): readonly Span[] {
  const { limit, drawnLength } = options;
  const whole = wholeCharacters(text, options.whole ?? { start: 0, end: 0 });
  const all = trimmed(text, { start: 0, end: text.length });
  if (all.start === all.end) return [];
  if (all.end - all.start <= limit && drawnLength(all) <= limit) return [all];

  const keep = drawnLength(trimmed(text, whole)) <= limit ? whole : undefined;
  const outside = (at: number) => keep === undefined || at <= keep.start || at >= keep.end;
  const sentences = [...sentenceStarts(text).filter(outside), all.end];
  const parts: Span[] = [];
  for (let rest = all; rest.start < rest.end; ) {
    const { start } = rest;
    const fits = (end: number) => end - start <= limit && drawnLength(trimmed(text, { start, end })) <= limit;
    const last = (ends: readonly number[]) =>
      lastFitting(ends.filter((end) => end > start).sort(ascending), fits);
    const head = text.slice(start, start + limit);
    const end =
      last(sentences) ??
      last([
        ...wordEnds(head, start).filter(outside),
        ...(keep === undefined ? [] : [keep.start, keep.end]),
      ]) ??
      // A longer head: where it is cut off, a grapheme could seem to end.
      last(graphemeEnds(text.slice(start, start + 2 * limit), start)) ??
      last(characterEnds(head, start)) ??
      all.end;
    parts.push(trimmed(text, { start, end }));
    rest = trimmed(text, { start: end, end: all.end });
  }
  return parts;
}

/** The span without white space at either end. */
function trimmed(text: string, { start, end }: Span): Span {
  const slice = text.slice(start, end);
  const from = start + slice.length - slice.trimStart().length;
  return { start: from, end: Math.max(from, end - slice.length + slice.trimEnd().length) };
}

function sentenceStarts(text: string): readonly number[] {
  return Array.from(text.matchAll(PARAGRAPHS)).flatMap(({ 0: paragraph, index }) =>
    sentenceSpans(paragraph).map(({ start }) => index + start),
  );
}

function wordEnds(head: string, start: number): readonly number[] {
  return Array.from(head.matchAll(/\s+/gu), ({ index }) => start + index);
}

function graphemeEnds(head: string, start: number): readonly number[] {
  return Array.from(graphemes.segment(head), ({ index }) => start + index);
}

/** A letter under more marks than fit is one grapheme: cut between its code points. */
function characterEnds(head: string, start: number): readonly number[] {
  let at = start;
  return Array.from(head, (character) => {
    at += character.length;
    return at;
  });
}

function ascending(one: number, other: number): number {
  return one - other;
}

/** The last of ascending ends that fits, where all before one that fits do so, too. */
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
