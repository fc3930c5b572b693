import type { Snapshot } from '../library/library.ts';
import { mayBeSlip, nearestSpelling } from './spelling.ts';
import { contentWords, foldedWords, stemOf } from './words.ts';

/** How many characters a slip may add or take. */
const SLIP_CHARACTERS = 2;

/**
 * A question with the words that stand nowhere in the index replaced by the indexed words that they were
 * probably meant to be; the beginning of a word is taken to be right. Costs a look at the index where a word
 * is missing, and nothing else.
 */
export async function mendSpelling(text: string, snapshot: Snapshot): Promise<string> {
  const words = contentWords(text).filter(mayBeSlip);
  const frequencies = await snapshot.documentFrequencies(words.map(stemOf));
  const missing = words.filter((_, index) => frequencies[index] === 0);
  const mended = new Map<string, string>();
  for (const word of missing) {
    const stem = stemOf(word);
    const known = await snapshot.wordsBeginning(stem.slice(0, 1), {
      least: stem.length - SLIP_CHARACTERS,
      most: stem.length + SLIP_CHARACTERS,
    });
    const nearest = nearestSpelling(stem, known);
    if (nearest) mended.set(word, nearest.stem);
  }
  if (mended.size === 0) return text;
  return text.replace(/[\p{L}\p{M}]+/gu, (word) => {
    const better = mended.get(foldedWords(word)[0] ?? '');
    if (better === undefined) return word;
    return /^\p{Lu}/u.test(word) ? better.charAt(0).toUpperCase() + better.slice(1) : better;
  });
}
