// Pure.

/**
 * Milliseconds since 1970 of an ISO 8601 date (its midnight in UTC) or moment (in UTC where it names no zone).
 * @returns `NaN` for anything else
 */
export function epochMs(iso: string): number {
  if (!/^\d{4}-\d{2}/.test(iso)) return Number.NaN;
  // JavaScript reads a moment without a zone in the zone of the machine.
  const hasNoZone = /T[\d:.,]+$/.test(iso);
  return Date.parse(hasNoZone ? `${iso}Z` : iso);
}
