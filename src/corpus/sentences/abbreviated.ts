// Pure.
import { BEFORE_NUMBERS, DATES, LATIN, ORGANISATIONS, PLACES, TITLES } from './abbreviations.ts';
import { type Next, startsSentence } from './next.ts';
import { AFTER_TIME, LETTERED_NOUNS } from './starters.ts';

/** `U.S`, `J.K`, `a.m`, `Ph.D`, `B.Sc`: letters with full stops between them. */
const INITIALISM = /^(?:\p{L}\p{M}?\.)+\p{L}$|^(?:\p{Lu}\p{Ll}?\.)+\p{Lu}\p{Ll}{0,2}$/u;
const PREFIX = /^(?:[DRI]|ex|then|mid|non|anti|pro|pre|late|early)-/iu;

/** A word before a full stop. */
export interface Shortened {
  readonly word: string;
  /** The word before it in its sentence, or `''`. */
  readonly previous: string;
  /** Whether a quotation mark closes after the full stop. */
  readonly quoted: boolean;
}

/** Whether a word with a full stop after it may be an abbreviation at all, whatever follows. */
export function isAbbreviation({ word, previous }: Pick<Shortened, 'word' | 'previous'>): boolean {
  const bare = word.replace(PREFIX, '');
  const groups = [TITLES, LATIN, DATES, PLACES, ORGANISATIONS];
  return groups.some((group) => group.has(bare)) || INITIALISM.test(bare) || isInitial(bare, previous);
}

/** Whether the full stop after a word belongs to an abbreviation in mid sentence, by what follows it. */
export function continuesAfter(shortened: Shortened, next: Next): boolean {
  const bare = shortened.word.replace(PREFIX, '');
  if (BEFORE_NUMBERS.has(bare) && (next.kind === 'digit' || /^[IVXLC]+\b/u.test(next.text))) return true;
  if (!isAbbreviation(shortened)) return false;
  if (next.kind === 'lower' || TITLES.has(bare) || LATIN.has(bare)) return true;
  if (DATES.has(bare)) return next.kind === 'digit' || AFTER_TIME.has(next.word);
  if (/^[ap]\.m$/iu.test(bare)) return continuesTime(next);
  // A quotation that goes on would end with a comma: `“… in the U.S.,” he said`.
  return !(shortened.quoted && next.kind === 'upper') && !startsSentence(next);
}

/** `J. K.`; `vitamin C.`, `Plan B.` and `So did I.` are none. */
function isInitial(word: string, previous: string): boolean {
  if (!/^(?:\p{Lu}|\p{Ll}|\p{Lo}\p{M}?)$/u.test(word) || LETTERED_NOUNS.has(previous)) return false;
  return word !== 'I' || !/^\p{Ll}/u.test(previous);
}

function continuesTime(next: Next): boolean {
  const follows = next.text.slice(next.word.length);
  if (AFTER_TIME.has(next.word)) return !/^['’]s/u.test(follows);
  if (next.kind === 'digit') return AFTER_TIME.has(/^\p{N}+\s(\p{L}+)/u.exec(next.text)?.[1] ?? '');
  return next.kind === 'upper' ? /^(?:\s\p{Lu}\p{L}*)?\s[Tt]ime\b/u.test(follows) : next.kind !== 'symbol';
}
