/** Time for what has arrived to be read. */
const GRACE_MS = 50;

/**
 * A signal that aborts a request after a time without an answer. Where this process was busy for so long itself,
 * the answer may have arrived and not been read yet: timers come first when it goes on. So the last part is
 * waited for by a timer of its own, before which the sockets are read.
 */
export function patientTimeout(limitMs: number): AbortSignal {
  const controller = new AbortController();
  const abort = () => controller.abort();
  setTimeout(() => setTimeout(abort, GRACE_MS).unref(), Math.max(0, limitMs - GRACE_MS)).unref();
  return controller.signal;
}
