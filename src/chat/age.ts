// Pure.
import { epochMs } from '../library/moment.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const DAY_MS = 86_400_000;
const UNITS = [
  ['year', 365.25 * DAY_MS],
  ['month', 30.4375 * DAY_MS],
  ['day', DAY_MS],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/**
 * How long ago a moment was, in its largest full unit, as `3 minutes ago` or `in 2 days`; a date without a time
 * is counted in whole days (UTC), from `today`. `null` where `iso` is no date.
 */
export function ageOf(iso: string, now: Date): string | null {
  const then = epochMs(iso);
  if (Number.isNaN(then)) return null;
  const dateOnly = !iso.includes('T');
  const nowMs = dateOnly ? Math.floor(now.getTime() / DAY_MS) * DAY_MS : now.getTime();
  const distanceMs = Math.abs(nowMs - then);
  for (const [unit, unitMs] of UNITS) {
    const count = Math.floor(distanceMs / unitMs);
    if (count === 0) continue;
    const amount = `${count} ${unit}${count === 1 ? '' : 's'}`;
    return then > nowMs ? `in ${amount}` : `${amount} ago`;
  }
  return dateOnly ? 'today' : 'just now';
}

/** The day of a moment in UTC, as `22 Dec 2025`; `null` where `iso` is no date. */
export function shortDate(iso: string): string | null {
  const date = new Date(epochMs(iso));
  if (Number.isNaN(date.getTime())) return null;
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}
