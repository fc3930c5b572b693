// Pure.
import type { Identify } from './gateway-session.ts';

/** Guild members, presences and message content: to be applied for, and of no use to this bot. */
const PRIVILEGED_INTENTS = (1 << 1) | (1 << 8) | (1 << 15);
const KNOWN_INTENTS = 0x1_fff_fff;
const CLOSE = {
  token: 4004,
  invalidShard: 4010,
  shardingRequired: 4011,
  unknownIntents: 4013,
  disallowedIntents: 4014,
};

/** The code with which an IDENTIFY is refused by what it says; `null` where it is right. */
export function identifyRefusal(
  { intents, shard: [index, count] }: Identify,
  facts: {
    readonly isTokenRight: boolean;
    /** Guilds that the shard would have. */
    readonly guilds: number;
    readonly mostGuilds: number;
  },
): number | null {
  if (!facts.isTokenRight) return CLOSE.token;
  if (!Number.isInteger(intents) || (intents & ~KNOWN_INTENTS) !== 0) return CLOSE.unknownIntents;
  if ((intents & PRIVILEGED_INTENTS) !== 0) return CLOSE.disallowedIntents;
  if (!isShard(index, count)) return CLOSE.invalidShard;
  return facts.guilds > facts.mostGuilds ? CLOSE.shardingRequired : null;
}

/** Whether a shard's number and the number of shards go together. */
function isShard(index: number, count: number): boolean {
  return Number.isInteger(index) && Number.isInteger(count) && index >= 0 && index < count;
}
