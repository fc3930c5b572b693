// Pure.
import { joinInitials } from '../src/corpus/initials.ts';

/**
 * Whether a text holds one of some answers as whole words; case, diacritics and punctuation aside. Strict: a
 * synonym, another form of a word or a number written out is not the answer.
 */
export function holdsAnswer(text: string, answers: readonly string[]): boolean {
  const folded = fold(text);
  return answers.some((answer) => {
    const wanted = fold(answer);
    return wanted.trim() !== '' && folded.includes(wanted);
  });
}

function fold(text: string): string {
  const words = joinInitials(text)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return ` ${(words ?? []).join(' ')} `;
}
