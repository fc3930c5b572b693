import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { DiscordConfig } from '../../config.ts';
import type { Caller } from './caller.ts';

/** Seconds in which requests are counted. */
export const WINDOW_S = 60;

/** How many a person, and a server, may make. */
export type RequestsPerMinute = Pick<DiscordConfig, 'userRequestsPerMinute' | 'guildRequestsPerMinute'>;

/** Counts what people and servers ask for. */
export interface RequestLimits {
  /** Counts one request. @returns how long to wait where it is one too many, in milliseconds, else `null` */
  waitMs(caller: Pick<Caller, 'userId' | 'guildId'>): Promise<number | null>;
}

/** Limits a person's and a server's requests within a minute; counts are kept in memory only. */
export function createRequestLimits(limits: RequestsPerMinute): RequestLimits {
  return requestLimitsBy({
    users: new RateLimiterMemory({ points: limits.userRequestsPerMinute, duration: WINDOW_S }),
    guilds: new RateLimiterMemory({ points: limits.guildRequestsPerMinute, duration: WINDOW_S }),
    keyOf: (id) => id,
  });
}

/** The same by any limiters. @throws what they throw besides refusals */
export function requestLimitsBy(limiters: {
  readonly users: RateLimiter;
  readonly guilds: RateLimiter;
  /** Under what a person or a server is counted. */
  readonly keyOf: (id: string) => string;
}): RequestLimits {
  const { users, guilds, keyOf } = limiters;
  return {
    async waitMs({ userId, guildId }) {
      // A person over the limit must not use up the server's.
      const own = await take(users, keyOf(userId));
      return own ?? (guildId === null ? null : take(guilds, keyOf(guildId)));
    },
  };
}

type RateLimiter = Pick<RateLimiterAbstract, 'consume'>;

async function take(limiter: RateLimiter, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return refusal.msBeforeNext;
    throw refusal;
  }
}
