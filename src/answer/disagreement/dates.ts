// Pure. The date that a sentence gives for something.
import type { Span } from '../../corpus/span.ts';

/** A date as far as it is told. */
export interface ToldDate extends Span {
  readonly year: number | null;
  /** 0…11 */
  readonly month: number | null;
  readonly day: number | null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.)';
const DATE = new RegExp(
  `\\b(?:(\\d{1,2})(?:st|nd|rd|th)? )?(${MONTH})(?: (\\d{1,2})(?:st|nd|rd|th)?\\b(?!\\d))?(?:,? ((?:19|20)\\d\\d))?|\\b((?:19|20)\\d\\d)\\b(?!s)`,
  'gu',
);
/** These bound a time, or tell when something was said. */
const OTHER_TIME =
  /\b(?:since|until|till|before|after|from|between|(?:said|told|announced|reported|agreed|decided|wrote|warned)(?: \p{L}+){0,3}? (?:on|in))(?: (?:early|late|mid|the|end|start|beginning|of))* $/iu;

/** The one date of a sentence; `null` where there is none, or several. */
export function onlyDate(sentence: string): ToldDate | null {
  const [match, second] = Array.from(sentence.matchAll(DATE));
  if (match === undefined || second !== undefined || OTHER_TIME.test(sentence.slice(0, match.index)))
    return null;
  const [text, dayBefore, month, dayAfter, year, yearAlone] = match;
  return {
    start: match.index,
    end: match.index + text.length,
    year: (year ?? yearAlone) === undefined ? null : Number(year ?? yearAlone),
    month: month === undefined ? null : MONTHS.indexOf(month.slice(0, 3).toLowerCase()),
    day: (dayBefore ?? dayAfter) === undefined ? null : Number(dayBefore ?? dayAfter),
  };
}

/** Whether two dates can be one: nothing that both tell differs. */
export function mayBeSameDate(a: ToldDate, b: ToldDate): boolean {
  const differ = (x: number | null, y: number | null) => x !== null && y !== null && x !== y;
  return (
    !differ(a.year, b.year) &&
    !differ(a.month, b.month) &&
    !(a.month !== null && b.month !== null && differ(a.day, b.day))
  );
}
