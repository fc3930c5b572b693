// Pure: values as SQLite keeps them.
import type { SentenceTokens } from '../library.ts';

/** Bytes of a typed array, little-endian on every machine that Node runs on. */
export function toBlob(values: Float32Array | Uint32Array | Uint8Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

/** Float32 values of a blob, copied: a blob's offset need not be a multiple of 4. */
export function toFloats(blob: Buffer): Float32Array {
  return new Float32Array(Uint8Array.from(blob).buffer);
}

/** Uint32 values of a blob, copied. */
export function toIntegers(blob: Buffer): Uint32Array {
  return new Uint32Array(Uint8Array.from(blob).buffer);
}

/** The sentences of a passage, of their JSON. */
export function toSentences(json: string): readonly SentenceTokens[] {
  return (JSON.parse(json) as [number, number, number, number][]).map(
    ([start, end, tokenStart, tokenEnd]) => ({ start, end, tokenStart, tokenEnd }),
  );
}
