// Pure: a segment of the keyword index in bytes. Made once, never altered, as a segment of Lucene.
import type { ArticleKey, PassageKey } from '../../library.ts';
import { countsOf, type KeywordStems } from './keyword-stems.ts';
import { createVarintReader, createVarintWriter } from './varint.ts';

/** A passage's words, title included. */
export interface IndexedPassage {
  readonly passageKey: PassageKey;
  readonly articleKey: ArticleKey;
  readonly words: KeywordStems;
}

/** Which passages hold a stem, and how often. */
export interface StemPostings {
  readonly stem: string;
  /** Passages that hold it. */
  readonly frequency: number;
  readonly postings: Buffer;
}

/** A segment as it is stored. */
export interface EncodedSegment {
  readonly passages: number;
  /** Words of all its passages. */
  readonly words: number;
  readonly documents: Buffer;
  readonly stems: readonly StemPostings[];
}

/** The passages of a segment by number: key, article and words of each. */
export interface SegmentDocuments {
  readonly passageKeys: Float64Array;
  readonly articleKeys: Float64Array;
  readonly lengths: Uint32Array;
}

/** Encodes passages, given by ascending key. */
export function encodeSegment(passages: readonly IndexedPassage[]): EncodedSegment {
  const documents = createVarintWriter();
  const writers = new Map<
    string,
    { readonly writer: ReturnType<typeof createVarintWriter>; last: number; frequency: number }
  >();
  let lastKey = 0;
  let lastArticle = 0;
  let words = 0;
  for (const [number, { passageKey, articleKey, words: found }] of passages.entries()) {
    documents.write(passageKey - lastKey);
    documents.write(zigzag(articleKey - lastArticle));
    documents.write(found.stems.length);
    lastKey = passageKey;
    lastArticle = articleKey;
    words += found.stems.length;
    for (const [stem, count] of countsOf(found)) {
      let known = writers.get(stem);
      if (known === undefined) {
        known = { writer: createVarintWriter(), last: -1, frequency: 0 };
        writers.set(stem, known);
      }
      // Most words stand once in a passage: one bit says so.
      known.writer.write((number - known.last - 1) * 2 + (count > 1 ? 1 : 0));
      if (count > 1) known.writer.write(count);
      known.last = number;
      known.frequency++;
    }
  }
  return {
    passages: passages.length,
    words,
    documents: documents.bytes(),
    stems: [...writers].map(([stem, { writer, frequency }]) => ({
      stem,
      frequency,
      postings: writer.bytes(),
    })),
  };
}

/** @param passages how many there are */
export function decodeDocuments(bytes: Uint8Array, passages: number): SegmentDocuments {
  const reader = createVarintReader(bytes);
  const passageKeys = new Float64Array(passages);
  const articleKeys = new Float64Array(passages);
  const lengths = new Uint32Array(passages);
  let key = 0;
  let article = 0;
  for (let number = 0; number < passages; number++) {
    key += reader.read();
    article += unzigzag(reader.read());
    passageKeys[number] = key;
    articleKeys[number] = article;
    lengths[number] = reader.read();
  }
  return { passageKeys, articleKeys, lengths };
}

/** Passages by their number in the segment, ascending, and how often each holds a stem. */
export interface Postings {
  readonly numbers: readonly number[];
  readonly counts: readonly number[];
}

/** Reads the postings of a stem. */
export function decodePostings(postings: Uint8Array): Postings {
  const reader = createVarintReader(postings);
  const numbers: number[] = [];
  const counts: number[] = [];
  let number = -1;
  while (!reader.isAtEnd()) {
    const step = reader.read();
    number += Math.floor(step / 2) + 1;
    numbers.push(number);
    counts.push(step % 2 === 1 ? reader.read() : 1);
  }
  return { numbers, counts };
}

/** Small differences of either sign as small numbers. */
const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
const unzigzag = (value: number): number => (value % 2 === 1 ? -(value + 1) / 2 : value / 2);
