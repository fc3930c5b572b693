// Pure: values as SQLite alone keeps them.
import type { SentenceTokens } from '../library.ts';
import { type SentenceRow, toSentences } from '../sql/blobs.ts';

/** Float32 values of a blob, copied: a blob's offset need not be a multiple of 4. */
export function toFloats(blob: Buffer): Float32Array {
  return new Float32Array(Uint8Array.from(blob).buffer);
}

/** The sentences of a passage, of their JSON. */
export function parseSentences(json: string): readonly SentenceTokens[] {
  return toSentences(JSON.parse(json) as SentenceRow[]);
}
