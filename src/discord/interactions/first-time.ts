/** An interaction's token is worth 15 minutes: later, a repetition cannot be answered anyway. */
const REMEMBERED_MS = 15 * 60_000;

/**
 * Tells the first time that an interaction is seen from every other one: Discord repeats what it is not sure to
 * have delivered, and everything must be done once.
 */
export function createFirstTime(clock: () => number): (interactionId: string) => boolean {
  // In order of arrival, so that what is old stands first.
  const seen = new Map<string, number>();
  return (interactionId) => {
    const nowMs = clock();
    for (const [id, seenMs] of seen) {
      if (nowMs - seenMs < REMEMBERED_MS) break;
      seen.delete(id);
    }
    if (seen.has(interactionId)) return false;
    seen.set(interactionId, nowMs);
    return true;
  };
}
