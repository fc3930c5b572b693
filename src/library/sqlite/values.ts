// Pure: values as SQLite alone keeps them.
import type { SentenceTokens } from '../library.ts';
import { type SentenceRow, toSentences } from '../sql/blobs.ts';

/**
 * Float32 values of a blob that nobody writes to; copied only where its offset is no multiple of 4.
 * @throws RangeError where its length is none
 */
export function toFloats(blob: Buffer): Float32Array {
  // A constructor that is told a length takes a broken one for the next smaller whole one.
  if (blob.byteLength % Float32Array.BYTES_PER_ELEMENT !== 0) {
    throw new RangeError(`${blob.byteLength} bytes are no 32-bit floats`);
  }
  const aligned = blob.byteOffset % Float32Array.BYTES_PER_ELEMENT === 0 ? blob : Uint8Array.from(blob);
  return new Float32Array(
    aligned.buffer,
    aligned.byteOffset,
    aligned.byteLength / Float32Array.BYTES_PER_ELEMENT,
  );
}

/** Bytes of a blob that nobody writes to. */
export function toBytes(blob: Buffer): Uint8Array {
  return new Uint8Array(blob.buffer, blob.byteOffset, blob.byteLength);
}

/** The sentences of a passage, of their JSON. */
export function parseSentences(json: string): readonly SentenceTokens[] {
  return toSentences(JSON.parse(json) as SentenceRow[]);
}
