import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { DiscordConfig } from '../../config.ts';
import type { Caller } from './caller.ts';

const WINDOW_S = 60;

/** How many a person, and a server, may make. */
export type RequestsPerMinute = Pick<DiscordConfig, 'userRequestsPerMinute' | 'guildRequestsPerMinute'>;

/** Counts what people and servers ask for. */
export interface RequestLimits {
  /** Counts one request. @returns how long to wait where it is one too many, in milliseconds, else `null` */
  waitMs(caller: Pick<Caller, 'userId' | 'guildId'>): Promise<number | null>;
}

/** Limits a person's and a server's requests within a minute; counts are kept in memory only. */
export function createRequestLimits(limits: RequestsPerMinute): RequestLimits {
  const users = new RateLimiterMemory({ points: limits.userRequestsPerMinute, duration: WINDOW_S });
  const guilds = new RateLimiterMemory({ points: limits.guildRequestsPerMinute, duration: WINDOW_S });
  return {
    async waitMs({ userId, guildId }) {
      // A person over the limit must not use up the server's.
      const own = await take(users, userId);
      return own ?? (guildId === null ? null : take(guilds, guildId));
    },
  };
}

async function take(limiter: RateLimiterMemory, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return refusal.msBeforeNext;
    throw refusal;
  }
}
