// Pure.
import type { IndexedWord } from '../library/library.ts';

/** Shorter words are near too many others. */
const LEAST_LETTERS = 5;
/** From so many letters on one letter may be another, and not only one too many, too few or two exchanged. */
const LETTERS_FOR_OTHER = 6;
/** From so many letters on there may be two slips. */
const LETTERS_FOR_TWO = 9;

/** Whether a word may be looked up as a slip of another: letters only, and enough of them. */
export function mayBeSlip(word: string): boolean {
  return word.length >= LEAST_LETTERS && /^\p{L}+$/u.test(word);
}

/**
 * The known word that a misspelt one was meant to be: the nearest, of equally near ones the most frequent.
 * @returns `null` where none is near enough
 */
export function nearestSpelling(stem: string, known: readonly IndexedWord[]): IndexedWord | null {
  const allowed = stem.length >= LETTERS_FOR_TWO ? 2 : 1;
  let best: IndexedWord | null = null;
  let bestDistance = allowed + 1;
  for (const word of known) {
    if (Math.abs(word.stem.length - stem.length) > allowed || /\p{N}/u.test(word.stem)) continue;
    const distance = editDistance(stem, word.stem);
    const isNearer =
      distance < bestDistance || (distance === bestDistance && word.frequency > (best?.frequency ?? 0));
    if (distance > allowed || !isNearer || isOnlyOtherLetter(stem, word.stem)) continue;
    best = word;
    bestDistance = distance;
  }
  return best;
}

/** In a short word another letter makes another word more often than a slip. */
function isOnlyOtherLetter(a: string, b: string): boolean {
  if (a.length !== b.length || a.length >= LETTERS_FOR_OTHER) return false;
  return [...a].filter((letter, index) => letter !== b[index]).length === 1;
}

/** Optimal string alignment: letters put in, left out, changed, or two neighbours exchanged. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      let distance = Math.min(
        (last[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (last[column - 1] as number) + (isSame ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        distance = Math.min(distance, (beforeLast[column - 2] as number) + 1);
      }
      current.push(distance);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] as number;
}
