// Pure.
import { STARTERS, SUBJECTS } from './starters.ts';
import { BULLET } from './stop.ts';

/** What stands after a stop, read as the possible beginning of a sentence. */
export interface Next {
  readonly kind: 'end' | 'upper' | 'lower' | 'uncased' | 'digit' | 'symbol' | 'bullet' | 'dash' | 'other';
  /** Opening quotation marks, brackets and leading ellipses before the word. */
  readonly openers: string;
  /** The first word without its openers or an ending after an apostrophe; empty unless letters come first. */
  readonly word: string;
  /** The rest from the word on. */
  readonly text: string;
}

const OPENERS = /^(?:[\s"'“‘„‚«‹»([{¿¡「『（【《〈*_]|\[?(?:\.{3}|…)\]?)*/u;
const WORD = /^[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*/u;
/** Names that keep a small letter at the start of a sentence: `iPhone`, `eBay`, `al-Shabaab`, `von der Leyen`. */
const SMALL_NAME =
  /^(?:\p{Ll}{1,2}\p{Lu}\p{L}|(?:(?:al|el|ash|as|at)-|(?:al|el|bin|de|da|del|della|di|du|la|van|von|ten|ter)(?:\s(?:der|den|de|la))?\s)\p{Lu}|(?:adidas|easyJet|will\.i\.am)\b)/u;

/** Reads what follows a stop; the answer depends on the first `AFTER_WINDOW` code units alone. */
export function readNext(after: string): Next {
  const openers = OPENERS.exec(after)?.[0] ?? '';
  const text = after.slice(openers.length);
  return { kind: kindOf(text), openers, word: WORD.exec(text)?.[0] ?? '', text };
}

function kindOf(text: string): Next['kind'] {
  if (text === '') return 'end';
  if (BULLET.test(text)) return 'bullet';
  if (/^(?:[–—]|--?\s)/u.test(text)) return 'dash';
  if (/^[\p{Lu}\p{Lt}]/u.test(text) || SMALL_NAME.test(text)) return 'upper';
  // Georgian letters count as small ones, though its sentences begin with them.
  if (/^\p{Ll}/u.test(text) && !/^\p{Script=Georgian}/u.test(text)) return 'lower';
  if (/^\p{L}/u.test(text)) return 'uncased';
  if (/^[-+.]?\p{N}/u.test(text)) return 'digit';
  return /^[\p{Sc}#@\p{Emoji_Presentation}]/u.test(text) ? 'symbol' : 'other';
}

/** Whether the words after an abbreviation show that a sentence begins with them. */
export function startsSentence(next: Next): boolean {
  const follows = next.text.slice(next.word.length);
  if (STARTERS.has(next.word)) return !follows.startsWith('.');
  return SUBJECTS.has(next.word) && /^\s\p{Ll}/u.test(follows);
}
