// Pure.
import { EMBED_DESCRIPTION_LIMIT } from '../limits.ts';

/**
 * Puts pieces of markdown, each on lines of its own, into as few descriptions as their order allows.
 * @param pieces each short enough for a description
 */
export function joinDescriptions(pieces: readonly string[]): readonly string[] {
  const descriptions: string[] = [];
  for (const piece of pieces) {
    const last = descriptions.at(-1);
    if (last !== undefined && last.length + 1 + piece.length <= EMBED_DESCRIPTION_LIMIT) {
      descriptions[descriptions.length - 1] = `${last}\n${piece}`;
    } else {
      descriptions.push(piece);
    }
  }
  return descriptions;
}
