// Pure.
import { SPEECH_VERBS, STARTERS } from './starters.ts';

const SPEAKER =
  /^(?:\p{Ll}[\p{L}-]*\s){0,2}(?:\p{Lu}[\p{L}\p{M}.'’-]*,?\s(?:(?:of|the|de|van|von|bin|al)\s){0,2}){1,5}(?<verb>\p{Ll}+)/u;
/** An opening quotation mark with something before it. */
const LATER_QUOTE = /“|(?<=\s)["'‘]/u;

/** Whether a speaker and a verb of speech follow a quotation: `“Why?” Senator Ito asked`. */
export function isAttribution(after: string): boolean {
  const first = /^\p{L}+/u.exec(after)?.[0] ?? '';
  if (STARTERS.has(first) && first !== 'I') return false;
  return SPEECH_VERBS.has(SPEAKER.exec(after)?.groups?.verb ?? '');
}

/** Whether a sentence names its speaker already: its quotation begins after other words. */
export function introducesQuote(sentence: string): boolean {
  return LATER_QUOTE.test(sentence.trimStart().slice(1));
}
