// Pure.
import { askedTime } from './asked-time.ts';

const DAY_MS = 86_400_000;
const ISO = /^\d{4}-\d{2}-\d{2}(?:T\S+)?$/;

/**
 * The moment from which on articles are wanted: an ISO 8601 date or moment as it is, or words as `yesterday`,
 * `this week`, `last March`, `2 weeks ago`, `2025`.
 * @returns ISO 8601, or `null` for words that name no time
 */
export function readSince(text: string, now: Date): string | null {
  const words = text.trim().toLowerCase();
  if (ISO.test(text.trim())) return text.trim();
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  if (words === 'today') return new Date(today).toISOString();
  if (words === 'this week') return new Date(today - ((now.getUTCDay() + 6) % 7) * DAY_MS).toISOString();
  if (words === 'this month')
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth())).toISOString();
  if (words === 'this year') return new Date(Date.UTC(now.getUTCFullYear(), 0)).toISOString();
  // Alone, `March` is a month and `Friday` a day.
  const span = askedTime(words, now) ?? askedTime(`in ${words}`, now) ?? askedTime(`on ${words}`, now);
  return span === null ? null : new Date(span.startMs).toISOString();
}
