// Pure: which process has which of Discord's shards.
import type { Sharding } from '../../config.ts';

/** Shards that one process has. */
export interface Shards {
  /** Their numbers, in order; at least one. */
  readonly ids: readonly number[];
  /** Shards of the whole bot, in all processes on all machines. */
  readonly count: number;
}

/** The shard of a server; private chats are on shard 0. See https://discord.com/developers/docs/events/gateway#sharding. */
export function shardOf(guildId: string | null, count: number): number {
  return guildId === null ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(count));
}

/**
 * Divides this machine's shards among its processes: neighbours together, as evenly as can be. There are at least as
 * many shards as processes where their number is not set, and never more processes than shards.
 */
export function planShards({
  sharding: { processes, count: set, shards },
  advised,
}: {
  readonly sharding: Sharding;
  /** Shards that Discord advises. */
  readonly advised: number;
}): readonly Shards[] {
  const count = set ?? Math.max(advised, processes);
  const ids = shards ?? Array.from({ length: count }, (_, id) => id);
  const groups = Math.min(processes, ids.length);
  const border = (group: number) => Math.floor((group * ids.length) / groups);
  return Array.from({ length: groups }, (_, group) => ({
    ids: ids.slice(border(group), border(group + 1)),
    count,
  }));
}

/** The shards of a bot in one process; `null` for as many as Discord advises. */
export function ownShards({ count, shards }: Sharding): Shards | null {
  if (count === null) return null;
  return { ids: shards ?? Array.from({ length: count }, (_, id) => id), count };
}

/**
 * Whether a process does what is done once for all: registering commands, watching the seeds, reading feeds, dropping
 * old questions, building the first index. It is the one with shard 0, of which there is one on all machines together.
 */
export function isLeading(shards: Shards | null): boolean {
  return shards === null || shards.ids.includes(0);
}

/** As `shard 1 of 3` or `shards 0-2, 5 of 6`; numbers count from 0. */
export function shardsInWords({ ids, count }: Shards): string {
  const ranges: [number, number][] = [];
  for (const id of ids) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === id - 1) last[1] = id;
    else ranges.push([id, id]);
  }
  const words = ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
  return `${ids.length === 1 ? 'shard' : 'shards'} ${words} of ${count}`;
}

/** Shards and processes of this machine, as `shards 0-2 of 3 in 3 processes (Discord advises 1)`. */
export function planInWords(plan: readonly Shards[], advised: number): string {
  const all = { ids: plan.flatMap(({ ids }) => ids), count: plan[0]?.count ?? 0 };
  const processes = plan.length === 1 ? 'one process' : `${plan.length} processes`;
  return `${shardsInWords(all)} in ${processes} (Discord advises ${advised})`;
}
