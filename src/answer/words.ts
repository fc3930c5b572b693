// Pure but for the stems that it remembers.
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

const NONE: ReadonlySet<string> = new Set();

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

/** Stems remembered: the words of the news repeat themselves, and looking one up takes a tenth of making it. */
const KEPT_STEMS = 30_000;
/** Longer words are rare, and as parts of a text would keep all of it in memory. */
const KEPT_LETTERS = 12;
const keptStems = new Map<string, string>();

/** Porter stem of a folded word, as the library's keyword index makes it; numbers without separators. */
export function stemOf(word: string): string {
  const kept = keptStems.get(word);
  if (kept !== undefined) return kept;
  const stem = /^\p{N}/u.test(word) ? word.replace(/,(?=\p{N}{3})/gu, '') : stemmer(word);
  if (word.length > KEPT_LETTERS) return stem;
  if (keptStems.size >= KEPT_STEMS) keptStems.clear();
  keptStems.set(word, stem);
  return stem;
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
  const acronyms = /\p{Ll}/u.test(text) ? capitalised(text) : NONE;
  return [...new Set(foldedWords(text).filter((word) => carriesMeaning(word) || acronyms.has(word)))];
}

/** The acronyms of a text, folded. */
function capitalised(text: string): ReadonlySet<string> {
  const joined = joinInitials(text);
  // Most texts have none, which is told without a look at what stands beside each word.
  if (!/WHO|IT|IS/.test(joined)) return NONE;
  const words = joined.match(/(?<![\p{L}\p{N}])\p{Lu}{2,3}(?![\p{L}\p{N}])/gu) ?? [];
  return new Set(words.map(foldText).filter(isAcronym));
}

/** Every stem of a text. */
export function stemSet(text: string): ReadonlySet<string> {
  return new Set(foldedWords(text).map(stemOf));
}

/** Stems, each between two spaces: as a set they would take several times the memory. */
export type StemList = string;

/** The stems of a text's words by which a question's are found in it: `who` only where it stands as WHO. */
export function searchedStems(text: string): StemList {
  const stems = new Set(foldedWords(text).map(stemOf));
  const held = capitalised(text);
  for (const acronym of ACRONYMS) if (!held.has(acronym)) stems.delete(acronym);
  return ` ${[...stems].join(' ')} `;
}

/** Whether a stem is one of some. */
export function holdsStem(stems: StemList, stem: string): boolean {
  return stems.includes(` ${stem} `);
}

/** Which stems of content words a text holds, acronyms in capitals only. */
export function heldStems(text: string, stems: readonly string[]): ReadonlySet<string> {
  const held = searchedStems(text);
  return new Set(stems.filter((stem) => holdsStem(held, stem)));
}
