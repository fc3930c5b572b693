// Pure.
import { continuesAfter, isAbbreviation, type Shortened } from './abbreviated.ts';
import { NAMES_WITH_MARK } from './abbreviations.ts';
import { introducesQuote, isAttribution } from './attribution.ts';
import { type Next, readNext, startsSentence } from './next.ts';
import { type Stop, TOKEN_WINDOW } from './stop.ts';

const LEADING = /^["'“‘„‚«‹»([{¿¡*_•]+/u;
const CLOSING_QUOTE = /['"”’»›」』]/u;
/** A number, letter or Roman numeral that may count an item. */
const ITEM = /^(?:\p{N}{1,3}|\p{L}|[ivx]+|[IVX]+)$/u;
/** Ends of names and addresses written with a capital: `Booking.Com`. */
const ADDRESS_ENDS: ReadonlySet<string> = new Set('Com Net Org Edu Gov Co Uk Io Js Tv Pdf'.split(' '));

/**
 * Whether a sentence ends at a stop.
 * @param sentence the text before the stop's marks from the sentence's start on, or the last part of it
 */
export function endsSentence(stop: Stop, sentence: string): boolean {
  if (/[。．！？｡]/u.test(stop.marks)) return endsWideSentence(stop);
  if (/[۔।॥։።။។]/u.test(stop.marks)) return true;
  const next = readNext(stop.after);
  if (stop.marks === '؟') return stop.spaced && !CLOSING_QUOTE.test(stop.closers);
  if (!stop.spaced && !lacksSpace(stop, next, sentence)) return false;
  if (next.kind === 'bullet') return true;
  if (next.kind === 'other' || next.kind === 'end') return false;
  if (/…|\.\s|^\.{3}$/u.test(stop.marks)) return endsAfterEllipsis(stop, next, sentence);
  if (/[^.]/u.test(stop.marks)) return endsAfterMark(stop, next, sentence);
  return endsAfterFullStop(stop, next, sentence);
}

function endsAfterFullStop(stop: Stop, next: Next, sentence: string): boolean {
  const quoted = CLOSING_QUOTE.test(stop.closers);
  const shortened = { ...wordsBefore(stop, sentence), quoted };
  if (ITEM.test(shortened.word) && isFirstWord(stop, sentence)) return false;
  if (stop.marks === '.' && continuesAfter(shortened, next)) return false;
  if (next.kind === 'dash') return !quoted && !isAbbreviation(shortened) && /^\S+\s?\p{Lu}/u.test(next.text);
  // A small letter begins a sentence only inside a quotation or bracket that begins with it.
  return next.kind !== 'lower' || /\S/u.test(next.openers);
}

function endsAfterMark(stop: Stop, next: Next, sentence: string): boolean {
  const quoted = CLOSING_QUOTE.test(stop.closers);
  const bracketed = next.openers.includes('(');
  if (next.kind === 'lower') return /["“‘«[]/u.test(next.openers) && !bracketed;
  // A title and its year: `“Mamma Mia!” (1999)`.
  if (next.kind === 'digit' && bracketed) return false;
  if (next.kind === 'dash') return !quoted && /^\S+\s?\p{Lu}/u.test(next.text);
  if (next.kind !== 'upper') return true;
  const { word } = wordsBefore(stop, sentence);
  if (stop.marks === '!' && NAMES_WITH_MARK.has(word)) return startsSentence(next);
  return !(quoted && isAttribution(stop.after) && !introducesQuote(sentence));
}

function endsAfterEllipsis(stop: Stop, next: Next, sentence: string): boolean {
  if (/^["'“‘„«‹([{]+$/u.test(stop.token) || next.kind !== 'upper') return false;
  if (CLOSING_QUOTE.test(stop.closers) && isAttribution(stop.after)) return introducesQuote(sentence);
  if (next.word === 'I' && !CLOSING_QUOTE.test(stop.closers)) return false;
  // Between spaces it stands for words left out, at the end of a word for a voice that trails off.
  return stop.token !== '' || startsSentence(next);
}

/** Whether a space was lost after a stop (`ended.The next`), as against a name or an address. */
function lacksSpace(stop: Stop, next: Next, sentence: string): boolean {
  if (/^[?!]+$/u.test(stop.marks) && next.kind === 'uncased') return /\P{ASCII}$/u.test(stop.token);
  if (next.kind !== 'upper' || /[@/:=#\\_]|^www|\./iu.test(stop.token)) return false;
  const closed = /["”’)\]»]/u.test(stop.closers);
  if (!closed && !/\p{Ll}\p{M}*["”’)\]%]*$|(?:^|[^\d.])\d{4}$/u.test(stop.token)) return false;
  if (!/^(?:\p{Lu}\p{Ll}+(?!\p{Ll}|\.\p{Ll})|[AI]\s)/u.test(next.text) || ADDRESS_ENDS.has(next.word))
    return false;
  const shortened = wordsBefore(stop, sentence);
  return shortened.word.length > 1 && !isAbbreviation(shortened) && !NAMES_WITH_MARK.has(shortened.word);
}

/** Chinese and Japanese: no space follows, and a quotation goes on with a particle or with who says it. */
function endsWideSentence(stop: Stop): boolean {
  if (stop.marks === '．' && /^\p{N}/u.test(stop.after)) return false;
  if (!/[」』”’]/u.test(stop.closers)) return true;
  return !/^(?:と|って|、|，|の|が|を|は|に|も|で|[^。！？，：\s]{1,8}[说說问問道])/u.test(stop.after);
}

/** The word before a stop without opening punctuation, and the word before that one. */
function wordsBefore(stop: Stop, sentence: string): Pick<Shortened, 'word' | 'previous'> {
  const word = (stop.token.split(/[—–/"“”(]/u).at(-1) ?? '').replace(LEADING, '');
  const context = sentence.slice(0, sentence.length - stop.token.length).slice(-TOKEN_WINDOW);
  return { word, previous: /(\p{L}+):?\s$/u.exec(context)?.[1] ?? '' };
}

/** Whether nothing but opening punctuation and bullets stands before a stop's word. */
function isFirstWord(stop: Stop, sentence: string): boolean {
  const before = sentence.slice(0, sentence.length - stop.token.length);
  return before.length < 8 && !/[\p{L}\p{N}]/u.test(before);
}
