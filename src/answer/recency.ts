// Pure.

/** Days after which an article counts for 1/e as much as today's. */
const DECAY_DAYS = 120;
const DAY_MS = 86_400_000;

/**
 * How recent articles are, 0…1: news is asked about now. An undated article counts as the dated ones beside it
 * do on average: its age is not known, so it is neither preferred nor put back.
 * @param publishedAt ISO 8601 each, or `null`
 */
export function recencies(publishedAt: readonly (string | null)[], now: Date): readonly number[] {
  const known = publishedAt.map((date) => (date === null ? null : recency(date, now)));
  const dated = known.filter((value) => value !== null);
  const average = dated.length === 0 ? 0 : dated.reduce((sum, value) => sum + value, 0) / dated.length;
  return known.map((value) => value ?? average);
}

function recency(publishedAt: string, now: Date): number {
  const days = Math.max(0, (now.getTime() - Date.parse(publishedAt)) / DAY_MS);
  return Math.exp(-days / DECAY_DAYS);
}
