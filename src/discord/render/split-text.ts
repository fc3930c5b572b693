// Pure.
import { sentenceSpans } from '../../corpus/sentences.ts';
import type { Span } from '../../corpus/span.ts';
import { wholeCharacters } from './whole-characters.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const PARAGRAPHS = /[^\n]+/gu;
/** Code units that are looked at behind a cut; a flag or family takes fewer, and marks without end are cut. */
const LONGEST_GRAPHEME = 64;

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
    /** Characters that a part may take once it is drawn; far more than one character takes. */
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
  const sentences = sentenceStarts(text).filter(outside);
  const parts: Span[] = [];
  for (let rest = all; rest.start < rest.end; ) {
    const { start } = rest;
    const most = largestFitting({ start, end: Math.min(start + limit, all.end) }, (end) => {
      return drawnLength(trimmed(text, { start, end })) <= limit;
    });
    const last = (ends: readonly number[]) => ends.findLast((end) => start < end && end <= most);
    const words = wordEnds(text, { start, end: most }).filter(outside);
    const end =
      last([all.end]) ??
      last(sentences) ??
      last([...words, ...(keep === undefined ? [] : [keep.start, keep.end])].sort(ascending)) ??
      last([graphemeStart(text, start, most)]) ??
      // A letter under more marks than fit is one grapheme.
      wholeCharacters(text, { start: most, end: most + 1 }).start;
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

/** Where white space begins within a span, and at its end. */
function wordEnds(text: string, { start, end }: Span): readonly number[] {
  return Array.from(text.slice(start, end + 1).matchAll(/\s+/gu), ({ index }) => start + index);
}

/** The start of the grapheme at an offset; looked for from `start` on, and no farther than it takes. */
function graphemeStart(text: string, start: number, at: number): number {
  const segments = graphemes.segment(text.slice(start, at + LONGEST_GRAPHEME));
  return start + (segments.containing(at - start)?.index ?? 0);
}

/** The largest end that fits, where all before one that fits do so, too; at least one character behind the start. */
function largestFitting({ start, end }: Span, fits: (end: number) => boolean): number {
  let low = start + 1;
  let high = end;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function ascending(one: number, other: number): number {
  return one - other;
}
