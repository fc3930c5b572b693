// Pure.
import { joinInitials } from '../../corpus/initials.ts';
import { placesAmong } from '../places.ts';
import { foldedWords } from '../words.ts';

/** Ways to name a country that do not begin alike, by the word that a question has. */
const ALSO_CALLED: Readonly<Record<string, RegExp>> = {
  us: /\b(?:usa|america|american|washington|pentagon)\b|\bunited states\b/u,
  usa: /\b(?:us|america|american|washington|pentagon)\b|\bunited states\b/u,
  american: /\b(?:us|usa|washington)\b|\bunited states\b/u,
  uk: /\b(?:britain|british|london)\b|\bunited kingdom\b/u,
  british: /\buk\b|\bunited kingdom\b/u,
};
/** Letters that two forms of one name share at least, as Sudan and Sudanese. */
const SHARED_LETTERS = 4;

/** Whether every name, number and country of a question stands in a text, in some form. */
export function isOfSameSubject(question: string, text: string): boolean {
  const words = foldedWords(question);
  const places = placesAmong(words).flatMap(([first, last]) => words.slice(first, last + 1));
  // The first word is large anyway, and in a question of large words they say nothing.
  const typed = joinInitials(question).match(/[\p{L}\p{N}][\p{L}\p{N}’'.,-]*/gu) ?? [];
  const large = typed.slice(1).filter((word) => /^[\p{Lu}\p{N}]/u.test(word));
  const names = large.length * 2 > typed.length ? [] : large.flatMap(foldedWords);
  const held = foldedWords(text);
  const folded = ` ${held.join(' ')} `;
  return [...new Set([...names, ...places])].every((name) => {
    const isWhole = /^\p{N}/u.test(name) || name.length < SHARED_LETTERS;
    const beginning = isWhole
      ? `${name} `
      : name.slice(0, Math.max(SHARED_LETTERS, Math.ceil(name.length * 0.7)));
    return folded.includes(` ${beginning}`) || (ALSO_CALLED[name]?.test(folded) ?? false);
  });
}
