// Pure.
import type { KeywordStems } from './keyword-stems.ts';
import { toLexeme } from './lexeme.ts';

/** Later positions would be kept as this one, and a stem is counted by its positions. */
const LAST_POSITION = 16_383;
/** Positions that a stem may have. */
const MOST_POSITIONS = 255;
/** A tsvector has at most a megabyte; what a passage has beyond this is not found by its words. */
const MOST_BYTES = 500_000;

/** A passage's words as PostgreSQL reads them. */
export interface KeywordVector {
  /** In the form of a tsvector; words of the title weigh `A`, those of the body `D`. */
  readonly text: string;
  /** How many there are, title included: BM25's length. */
  readonly words: number;
}

/** The words of a passage and its article's title: each stem with the positions at which it stands. */
export function keywordVector(title: KeywordStems, body: KeywordStems): KeywordVector {
  const positions = new Map<string, string[]>();
  let position = 0;
  let bytes = 0;
  const add = (stem: string, weight: string) => {
    if (position >= LAST_POSITION || bytes > MOST_BYTES) return;
    position++;
    const known = positions.get(stem) ?? [];
    if (known.length === 0) {
      positions.set(stem, known);
      bytes += Buffer.byteLength(stem);
    }
    if (known.length < MOST_POSITIONS) known.push(`${position}${weight}`);
  };
  for (const stem of [...title.stems, ...title.compounds]) add(stem, 'A');
  for (const stem of [...body.stems, ...body.compounds]) add(stem, '');
  return {
    text: [...positions].map(([stem, places]) => `${toLexeme(stem)}:${places.join(',')}`).join(' '),
    words: title.stems.length + body.stems.length,
  };
}
