import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for work, but no longer than a limit; the work itself goes on. @throws as the work, within the limit */
export async function within(work: Promise<unknown>, limitMs: number): Promise<void> {
  const done = new AbortController();
  const limit = sleep(limitMs, undefined, { signal: done.signal }).catch(() => {});
  try {
    await Promise.race([work, limit]);
  } finally {
    // Else the timer would keep the process.
    done.abort();
  }
}
