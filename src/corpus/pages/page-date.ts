// Pure.

const DAY = /^(\d{4})-?(\d{2})-?(\d{2})(?![\d:])/;
const ZONED = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})$/i;
/** As in feeds: RFC 2822. */
const MAIL =
  /^(?:[a-z]{3,9},? )?\d{1,2} [a-z]{3,9} \d{4},? \d{1,2}:\d{2}(?::\d{2})? (?:GMT|UTC|UT|Z|E[SD]T|C[SD]T|M[SD]T|P[SD]T|[+-]\d{4})$/i;
const DAY_FIRST = /^(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,? (\d{4})\b/i;
const MONTH_FIRST = /^(?:[a-z]{3,9},? )?([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Reads a date as pages and feeds write it.
 * @returns ISO 8601: a moment where its zone is given, else only the day; `null` for what is no date, or one
 * that cannot be read without guessing, as `03/04/2026`
 */
export function readPageDate(given: string | null): string | null {
  const text = (given ?? '').replace(/\s+/gu, ' ').trim();
  if (ZONED.test(text) || MAIL.test(text)) {
    const ms = Date.parse(ZONED.test(text) ? isoForm(text) : text);
    if (!Number.isNaN(ms) && isDay(text)) return new Date(ms).toISOString();
  }
  const day = DAY.exec(text);
  if (day) return dayOf(Number(day[1]), Number(day[2]), Number(day[3]));
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) return dayOf(Number(dayFirst[3]), monthOf(dayFirst[2] as string), Number(dayFirst[1]));
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst)
    return dayOf(Number(monthFirst[3]), monthOf(monthFirst[1] as string), Number(monthFirst[2]));
  return null;
}

/** With `T`, a point before fractions and a colon in the zone, as every engine reads it. */
function isoForm(text: string): string {
  return text
    .replace(/^(\d{4}-\d{2}-\d{2}) /, '$1T')
    .replace(',', '.')
    .replace(/\s?([+-]\d{2}):?(\d{2})$/, '$1:$2')
    .replace(/\s?z$/i, 'Z');
}

/** 31 February parses as a day in March. */
function isDay(text: string): boolean {
  const day = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  return day === null || dayOf(Number(day[1]), Number(day[2]), Number(day[3])) !== null;
}

function monthOf(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function dayOf(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= 1000 ? date.toISOString().slice(0, 10) : null;
}
