// Pure.
import { stemmer } from 'stemmer';
import { joinInitials } from '../corpus/initials.ts';

/** Words that carry no meaning of their own in a question; they are neither searched nor counted. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about after again all also am an and any anybody anyone anything are as at be because been before being but
  by can could did do does doing done for from get gets had has have having he her here hers him his how i if in
  into is it its itself just let like made make many may me might more most much must my new no not now of off on
  one ones only or other our out over own s said say says shall she should so some such t tell than that the
  their them then there these they this those through to too under until up upon very was we were what when
  where which while who whom whose why will with would you your know please give show find explain describe
  happen happened happening today latest recent recently currently current there's`.split(/\s+/u),
);

/** Stop words that are names where a question writes them in capitals: the WHO, IT, IS. */
const ACRONYMS: ReadonlySet<string> = new Set(['who', 'it', 'is']);

/** ASCII, and signs of news that folding leaves as they are: the usual case, which needs no normalisation. */
const PLAIN = /^[\0-\x7f‘’“”–—£€]*$/;

/** Folds a text as the library's keyword index does: case and diacritics aside. */
export function foldText(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The words of a text, folded, in order; a dotted abbreviation is one word (`U.S.` → `us`). */
export function foldedWords(text: string): readonly string[] {
  const joined = joinInitials(text).replace(/[’']s\b/gu, '');
  // All letters and digits of a plain text are ASCII: the same words, found in a third of the time.
  if (PLAIN.test(joined)) return joined.toLowerCase().match(/[a-z0-9]+(?:[.,][0-9]+)*/g) ?? [];
  return (joined.match(/[\p{L}\p{N}]+(?:[.,]\p{N}+)*/gu) ?? []).map(foldText);
}

/** Porter stem of a folded word, as the library's keyword index makes it; numbers without separators. */
export function stemOf(word: string): string {
  return /^\p{N}/u.test(word) ? word.replace(/,(?=\p{N}{3})/gu, '') : stemmer(word);
}

/** Whether a folded word means something by itself. */
export function carriesMeaning(word: string): boolean {
  return !STOP_WORDS.has(word);
}

/** Whether a content word is one only for its capitals. */
export function isAcronym(word: string): boolean {
  return ACRONYMS.has(word);
}

/** Folded words that carry meaning, each once, in order; `WHO` does in a text that also has small letters. */
export function contentWords(text: string): readonly string[] {
  const acronyms = /\p{Ll}/u.test(text) ? capitalised(text) : new Set<string>();
  return [...new Set(foldedWords(text).filter((word) => carriesMeaning(word) || acronyms.has(word)))];
}

/** The acronyms of a text, folded. */
function capitalised(text: string): ReadonlySet<string> {
  const words = joinInitials(text).match(/(?<![\p{L}\p{N}])\p{Lu}{2,3}(?![\p{L}\p{N}])/gu) ?? [];
  return new Set(words.map(foldText).filter(isAcronym));
}

/** Every stem of a text. */
export function stemSet(text: string): ReadonlySet<string> {
  return new Set(foldedWords(text).map(stemOf));
}

/** Letters that a word and its stem share at the beginning, whatever the stemmer does. */
const KEPT_LETTERS = 2;

/**
 * Which stems of content words a text holds, acronyms in capitals only; words that cannot have one of them are
 * not stemmed, which takes most of the time.
 */
export function heldStems(text: string, stems: readonly string[]): ReadonlySet<string> {
  const beginnings = new Set(stems.map(beginningOf));
  const acronyms = stems.some(isAcronym) ? capitalised(text) : new Set<string>();
  const wanted = new Set(stems.filter((stem) => !isAcronym(stem) || acronyms.has(stem)));
  const words = new Set(foldedWords(text).filter((word) => beginnings.has(beginningOf(word))));
  return new Set([...words].map(stemOf).filter((stem) => wanted.has(stem)));
}

/** What a word and its stem have in common: of a number the first digit, as separators go. */
function beginningOf(word: string): string {
  return word.slice(0, /^\p{N}/u.test(word) ? 1 : KEPT_LETTERS);
}
