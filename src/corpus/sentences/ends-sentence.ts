// Pure.
import { continuesAfter, isAbbreviation, type Shortened } from './abbreviated.ts';
import { NAMES_WITH_MARK } from './abbreviations.ts';
import { introducesQuote, isAttribution } from './attribution.ts';
import { type Next, readNext, startsSentence } from './next.ts';
import type { Stop } from './stop.ts';

/** Looking further back for the beginning of a quotation would cost quadratic time. */
const SENTENCE_WINDOW = 400;

const LEADING = /^["'“‘„‚«‹»([{¿¡*_•]+/u;
const CLOSING_QUOTE = /['"”’»›」』]/u;
/** A number, letter or Roman numeral that may count an item. */
const ITEM = /^(?:\p{N}{1,3}|\p{L}|[ivx]+|[IVX]+)$/u;
/** Ends of names and addresses written with a capital: `Booking.Com`. */
const ADDRESS_ENDS: ReadonlySet<string> = new Set('Com Net Org Edu Gov Co Uk Io Js Tv Pdf'.split(' '));

/**
 * Whether a sentence ends at a stop.
 * @param sentence the text from the sentence's start to the stop's marks
 */
export function endsSentence(stop: Stop, sentence: string): boolean {
  if (/[。．！？｡]/u.test(stop.marks)) return endsWideSentence(stop);
  if (/[۔।॥։።။។]/u.test(stop.marks)) return true;
  const next = readNext(stop.after);
  if (stop.marks === '؟') return stop.spaced && !CLOSING_QUOTE.test(stop.closers);
  if (!stop.spaced && !lacksSpace(stop, next)) return false;
  if (next.kind === 'bullet') return true;
  if (next.kind === 'other' || next.kind === 'end') return false;
  if (/…|\.\s|^\.{3}$/u.test(stop.marks)) return endsAfterEllipsis(stop, next);
  if (/[^.]/u.test(stop.marks)) return endsAfterMark(stop, next, sentence);
  return endsAfterFullStop(stop, next, sentence);
}

function endsAfterFullStop(stop: Stop, next: Next, sentence: string): boolean {
  const shortened = shortenedBefore(stop, sentence);
  const quoted = CLOSING_QUOTE.test(stop.closers);
  if (ITEM.test(shortened.word) && shortened.previous === '' && isFirstWord(stop, sentence)) return false;
  if (quoted && next.kind === 'upper' && INITIALS.test(shortened.word)) return true;
  if (stop.marks === '.' && continuesAfter(shortened, next)) return false;
  if (next.kind === 'dash') return !quoted && !isAbbreviation(shortened) && /^\S+\s\p{Lu}/u.test(next.text);
  // A small letter begins a sentence only inside a quotation or bracket that begins with it.
  return next.kind !== 'lower' || /\S/u.test(next.openers);
}
