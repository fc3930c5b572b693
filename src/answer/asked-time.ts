// Pure.

/** A stretch of time, in milliseconds since 1970; both ends belong to it. */
export interface TimeSpan {
  readonly startMs: number;
  readonly endMs: number;
}

const DAY_MS = 86_400_000;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
/** First month (0…11) of each season of the northern half, three months long. */
const SEASONS: Readonly<Record<string, number>> = { spring: 2, summer: 5, autumn: 8, fall: 8, winter: 11 };
const UNIT_DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30, year: 365 };
const NUMBER_WORDS = ['a', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const YEAR = '((?:19|20)\\d\\d)(?![\\d,.]\\d|\\d)';
/** Without one of these before it, or a day after it, `may` or `march` is hardly a month. */
const BEFORE_MONTH = '(?:in|last|since|early|late|mid|during|from|until|of|this past)[ -]';

type Reading = readonly [pattern: RegExp, read: (found: readonly string[], now: Date) => TimeSpan | null];

/** In order: the first that is found says the time. Each reads lower-cased text. */
const READINGS: readonly Reading[] = [
  // 8 January 2023, Jan. 8, 2023, 8th of January
  [
    new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}(?:,? ${YEAR})?\\b`),
    ([, day, month, year], now) => dayOf(month, day, year, now),
  ],
  [
    new RegExp(`\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)?(?!\\d|,\\d{3})(?:,? ${YEAR})?`),
    ([, month, day, year], now) => dayOf(month, day, year, now),
  ],
  [new RegExp(`\\b${MONTH},? ${YEAR}`), ([, month, year], now) => monthOf(month, year, now)],
  [
    new RegExp(`\\b${BEFORE_MONTH}${MONTH}(?! \\p{L}+ (?:be|have)\\b)\\b`, 'u'),
    ([, month], now) => monthOf(month, undefined, now),
  ],
  [
    /\b(\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten) (day|week|month|year)s? ago\b/,
    ([, count, unit], now) => ago(countOf(count), unit, now),
  ],
  [/\b(?:the day before yesterday)\b/, (_, now) => daysBefore(now, 2, 2)],
  [/\b(?:yesterday|last night)\b/, (_, now) => daysBefore(now, 1, 1)],
  [
    /(?<!\bthe )\blast week(?:end)?\b/,
    (_, now) => daysBefore(now, 7 + weekdayFromMonday(now), 1 + weekdayFromMonday(now)),
  ],
  [/(?<!\bthe )\blast month\b/, (_, now) => months(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)],
  [/(?<!\bthe )\blast year\b/, (_, now) => months(now.getUTCFullYear() - 1, 0, 12)],
  [/\blast (spring|summer|autumn|fall|winter)\b/, ([, season], now) => seasonBefore(season, now)],
  [
    /\b(?:on|last|this past) (sun|mon|tues|wednes|thurs|fri|satur)day\b/,
    ([, day], now) => weekdayBefore(day, now),
  ],
  [/\b((?:19|20)\d)0s\b/, ([, decade]) => months(Number(decade) * 10, 0, 120)],
];

/** Words by which a question is about now, whatever time it mentions beside. */
const ABOUT_NOW = /\b(?:this week|now|newly|recently|recent|latest|today|currently|just|so far)\b/;

/**
 * The time that a question names: a day, month, season or year, or one counted back from now (`last March`,
 * `two weeks ago`). A month or day without a year is the last one that has begun.
 * @returns `null` where it names none, or only time to come, or says that it is about now
 */
export function askedTime(question: string, now: Date): TimeSpan | null {
  const text = question.toLowerCase();
  if (ABOUT_NOW.test(text)) return null;
  for (const [pattern, read] of READINGS) {
    const found = pattern.exec(text);
    const span = found && read([...found], now);
    if (span && span.startMs <= now.getTime()) return untilNow(span, now);
  }
  return yearsOf(text, now);
}

/** All the years that are named, from the first to the last. */
function yearsOf(text: string, now: Date): TimeSpan | null {
  const years = [...text.matchAll(new RegExp(`(?<![\\d,.$€£-])\\b${YEAR}\\b(?!-)`, 'g'))]
    .map(([, year]) => Number(year))
    .filter((year) => year <= now.getUTCFullYear());
  if (years.length === 0) return null;
  const first = Math.min(...years);
  return untilNow(months(first, 0, 12 * (Math.max(...years) - first + 1)), now);
}

function untilNow({ startMs, endMs }: TimeSpan, now: Date): TimeSpan {
  return { startMs, endMs: Math.min(endMs, now.getTime()) };
}

/** @param month may be below 0 or above 11, counted on from the year */
function months(year: number, month: number, count: number): TimeSpan {
  return { startMs: Date.UTC(year, month, 1), endMs: Date.UTC(year, month + count, 1) - 1 };
}

function monthOf(name: string | undefined, year: string | undefined, now: Date): TimeSpan {
  const month = MONTHS.indexOf((name ?? '').slice(0, 3));
  if (year !== undefined) return months(Number(year), month, 1);
  const thisYear = months(now.getUTCFullYear(), month, 1);
  return thisYear.startMs <= now.getTime() ? thisYear : months(now.getUTCFullYear() - 1, month, 1);
}

function dayOf(
  name: string | undefined,
  day: string | undefined,
  year: string | undefined,
  now: Date,
): TimeSpan | null {
  const month = MONTHS.indexOf((name ?? '').slice(0, 3));
  const inYear = (fullYear: number): TimeSpan => {
    const startMs = Date.UTC(fullYear, month, Number(day));
    return { startMs, endMs: startMs + DAY_MS - 1 };
  };
  if (Number(day) < 1 || Number(day) > 31) return null;
  if (year !== undefined) return inYear(Number(year));
  const thisYear = inYear(now.getUTCFullYear());
  return thisYear.startMs <= now.getTime() ? thisYear : inYear(now.getUTCFullYear() - 1);
}

/** From the start of the day `first` days ago to the end of the day `last` days ago. */
function daysBefore(now: Date, first: number, last: number): TimeSpan {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  return { startMs: today - first * DAY_MS, endMs: today - (last - 1) * DAY_MS - 1 };
}

/** Half a unit to either side: nobody counts the days. */
function ago(count: number, unit: string | undefined, now: Date): TimeSpan {
  const days = UNIT_DAYS[unit ?? ''] ?? 1;
  const slack = Math.floor(days / 2);
  return daysBefore(now, count * days + slack, Math.max(1, count * days - slack));
}

function countOf(word: string | undefined): number {
  if (word === undefined) return 1;
  return /^\d/.test(word) ? Number(word) : Math.max(1, NUMBER_WORDS.indexOf(word));
}

function weekdayFromMonday(now: Date): number {
  return (now.getUTCDay() + 6) % 7;
}

function weekdayBefore(name: string | undefined, now: Date): TimeSpan {
  const weekday = WEEKDAYS.indexOf(`${name}day`);
  const days = (now.getUTCDay() - weekday + 7) % 7;
  return daysBefore(now, days, days);
}

function seasonBefore(name: string | undefined, now: Date): TimeSpan {
  const first = SEASONS[name ?? ''] ?? 0;
  const season = months(now.getUTCFullYear(), first, 3);
  return season.endMs < now.getTime() ? season : months(now.getUTCFullYear() - 1, first, 3);
}
