// Pure.
import type { Identify } from './gateway-session.ts';

/** Guild members, presences and message content: to be applied for, and of no use to this bot. */
const PRIVILEGED_INTENTS = (1 << 1) | (1 << 8) | (1 << 15);
const KNOWN_INTENTS = 0x1_fff_fff;
const CLOSE = { token: 4004, shard: 4010, unknownIntents: 4013, disallowedIntents: 4014 };

/** The code with which an IDENTIFY is refused by what it says; `null` where it is right. */
export function identifyRefusal({ intents, shard }: Identify, isTokenRight: boolean): number | null {
  if (!isTokenRight) return CLOSE.token;
  if (!Number.isInteger(intents) || (intents & ~KNOWN_INTENTS) !== 0) return CLOSE.unknownIntents;
  if ((intents & PRIVILEGED_INTENTS) !== 0) return CLOSE.disallowedIntents;
  return shard[0] >= 0 && shard[0] < shard[1] ? null : CLOSE.shard;
}
