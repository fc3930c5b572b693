import type { ServerClock } from './clock.ts';

/** Requests that Discord lets through for one route and token, and in which time. */
const BUCKET = { requests: 5, perMs: 2_000 } as const;

/** What a bucket says to a request: headers for every answer, and how long to wait where it is full. */
export interface RateLimitVerdict {
  readonly headers: Readonly<Record<string, string>>;
  readonly retryAfterMs: number | null;
}

/** Counts requests by bucket, as Discord does for each interaction's webhook. */
export function createRateLimits(clock: ServerClock): (bucket: string) => RateLimitVerdict {
  const windows = new Map<string, { endsMs: number; left: number }>();
  return (bucket) => {
    const now = clock.now();
    const open = windows.get(bucket);
    const window = open && open.endsMs > now ? open : { endsMs: now + BUCKET.perMs, left: BUCKET.requests };
    windows.set(bucket, window);
    const full = window.left === 0;
    if (!full) window.left -= 1;
    const resetAfterMs = window.endsMs - now;
    return {
      headers: {
        'x-ratelimit-bucket': 'webhook',
        'x-ratelimit-limit': String(BUCKET.requests),
        'x-ratelimit-remaining': String(window.left),
        'x-ratelimit-reset': String(window.endsMs / 1000),
        'x-ratelimit-reset-after': String(resetAfterMs / 1000),
      },
      retryAfterMs: full ? resetAfterMs : null,
    };
  };
}
