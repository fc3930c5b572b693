import type { Passage } from '../corpus/passages.ts';
import type { Embedder } from '../embedding/embedder.ts';
import { encodeTokenCodes } from '../embedding/token-codes.ts';
import type { Evidence, SentenceTokens } from '../library/library.ts';

/** One forward pass over a passage, and all that is kept of it. */
export async function collectEvidence(passage: Passage, embedder: Embedder): Promise<Evidence> {
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
