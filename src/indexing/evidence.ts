import type { Passage } from '../corpus/passages.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { encodeTokenCodes } from '../embedding/token-codes.ts';
import type { Evidence, SentenceTokens } from '../library/library.ts';

/** Embeds passages for a build: in this process, or in several. */
export interface EvidenceSource {
  /** Passages that may be in work at once without waiting for each other. */
  readonly parallel: number;
  /** One forward pass over a passage, and all that is kept of it. */
  collect(passage: Passage): Promise<Evidence>;
  close(): Promise<void>;
}

/** Embeds in this process, one passage after the other. The embedder stays its owner's to close. */
export function createLocalEvidence(embedder: Embedder): EvidenceSource {
  return { parallel: 1, collect: (passage) => collectEvidence(passage, embedder), close: async () => {} };
}

/** One forward pass over a passage, and all that is kept of it. */
export async function collectEvidence(
  passage: Passage,
  embedder: Pick<Embedder, 'encode' | 'meanState'>,
): Promise<Evidence> {
  const { vector, states } = await embedder.encode(passage.sentences.flatMap((sentence) => sentence.pieces));
  const sentences: SentenceTokens[] = [];
  // Row 0 is [CLS].
  let row = 1;
  for (const { start, end, pieces } of passage.sentences) {
    sentences.push({
      start: start - passage.start,
      end: end - passage.start,
      tokenStart: row,
      tokenEnd: row + pieces.length,
    });
    row += pieces.length;
  }
  return { vector, codes: encodeTokenCodes(states, embedder.meanState), sentences };
}
