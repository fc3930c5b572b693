// Pure.
import type { TimeSpan } from './asked-time.ts';

const DAY_MS = 86_400_000;

/** When a question is asked, and what time it names. */
export interface QuestionTime {
  readonly now: Date;
  /** `null` where it names none: news is asked about now. */
  readonly asked: TimeSpan | null;
}

/** What today's news counts for where another time is named: it often looks back. */
const LOOKING_BACK = 0.5;

/**
 * How near articles are to the time that is asked about, 0…1. An undated article counts as the dated ones
 * beside it do on average: its age is not known, so it is neither preferred nor put back.
 * @param publishedMs milliseconds of the epoch each, or `null`
 * @param decayDays days from that time after which an article counts for 1/e as much
 */
export function recencies(
  publishedMs: readonly (number | null)[],
  time: QuestionTime,
  decayDays: number,
): readonly number[] {
  const known = publishedMs.map((ms) => (ms === null ? null : nearness(ms, time, decayDays)));
  const dated = known.filter((value) => value !== null);
  const average = dated.length === 0 ? 0 : dated.reduce((sum, value) => sum + value, 0) / dated.length;
  return known.map((value) => value ?? average);
}

function nearness(publishedMs: number, { now, asked }: QuestionTime, decayDays: number): number {
  const toNow = decayed(now.getTime() - publishedMs, decayDays);
  if (asked === null) return toNow;
  const distanceMs = Math.max(asked.startMs - publishedMs, publishedMs - asked.endMs);
  return Math.max(decayed(distanceMs, decayDays), LOOKING_BACK * toNow);
}

function decayed(distanceMs: number, decayDays: number): number {
  return Math.exp(-Math.max(0, distanceMs) / DAY_MS / decayDays);
}
