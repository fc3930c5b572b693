/** The server's time: the machine's, set forward as a test likes, so that 15 minutes take none. */
export interface ServerClock {
  /** Milliseconds since 1970. */
  now(): number;
  advance(ms: number): void;
}

/** A clock that begins at the machine's time. */
export function createServerClock(): ServerClock {
  let aheadMs = 0;
  return {
    now: () => Date.now() + aheadMs,
    advance(ms) {
      aheadMs += ms;
    },
  };
}
