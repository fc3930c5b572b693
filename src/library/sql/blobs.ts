// Pure: values as both databases keep them.
import type { SentenceTokens } from '../library.ts';

/** A sentence as it is kept: start, end, and its token rows. */
export type SentenceRow = readonly [start: number, end: number, tokenStart: number, tokenEnd: number];

/** Bytes of a typed array, little-endian on every machine that Node runs on. */
export function toBlob(values: Float32Array | Uint32Array | Uint8Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

/** Uint32 values of a blob, copied: a blob's offset need not be a multiple of 4. */
export function toIntegers(blob: Buffer): Uint32Array {
  return new Uint32Array(Uint8Array.from(blob).buffer);
}

/** The sentences of a passage. */
export function toSentences(rows: readonly SentenceRow[]): readonly SentenceTokens[] {
  return rows.map(([start, end, tokenStart, tokenEnd]) => ({ start, end, tokenStart, tokenEnd }));
}
