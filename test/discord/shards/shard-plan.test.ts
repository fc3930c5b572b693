import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isLeading,
  ownShards,
  planInWords,
  planShards,
  shardOf,
  shardsInWords,
} from '../../../src/discord/shards/shard-plan.ts';

describe('the plan of shards', () => {
  it('gives every shard of the machine to one process, neighbours together, as evenly as can be', () => {
    const count = fc.integer({ min: 1, max: 200 });
    const processes = fc.integer({ min: 1, max: 40 });
    const plans = count.chain((all) =>
      fc.record({
        count: fc.constant(all),
        shards: fc.option(fc.uniqueArray(fc.nat(all - 1), { minLength: 1 })),
        processes,
      }),
    );
    fc.assert(
      fc.property(plans, ({ count: all, shards: some, processes: wanted }) => {
        const shards = some?.sort((a, b) => a - b) ?? null;
        const plan = planShards({ sharding: { count: all, shards, processes: wanted }, advised: 1 });
        expect(plan.flatMap(({ ids }) => ids)).toEqual(shards ?? Array.from({ length: all }, (_, id) => id));
        expect(plan.length).toBe(Math.min(wanted, shards?.length ?? all));
        const sizes = plan.map(({ ids }) => ids.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(new Set(plan.map((one) => one.count))).toEqual(new Set([all]));
      }),
    );
  });

  it('takes as many shards as Discord advises, and at least one a process', () => {
    const plan = (processes: number, advised: number) =>
      planShards({ sharding: { processes, count: null, shards: null }, advised }).map(({ ids }) => ids);
    expect(plan(3, 1)).toEqual([[0], [1], [2]]);
    expect(plan(2, 5)).toEqual([
      [0, 1],
      [2, 3, 4],
    ]);
  });

  it('leaves the number to Discord in one process, unless it is set', () => {
    expect(ownShards({ processes: 1, count: null, shards: null })).toBeNull();
    expect(ownShards({ processes: 1, count: 3, shards: null })).toEqual({ ids: [0, 1, 2], count: 3 });
    expect(ownShards({ processes: 1, count: 3, shards: [1] })).toEqual({ ids: [1], count: 3 });
  });

  it('has one process that leads', () => {
    expect(isLeading(null)).toBe(true);
    expect(isLeading({ ids: [0, 1], count: 3 })).toBe(true);
    expect(isLeading({ ids: [1, 2], count: 3 })).toBe(false);
  });
});

describe('the shard of a server', () => {
  it('is that of its number without the last 22 bits', () => {
    // The example of Discord's documentation: (guild_id >> 22) % num_shards.
    expect(shardOf('197038439483310086', 3)).toBe(Number((197038439483310086n >> 22n) % 3n));
    expect(shardOf(String(7n << 22n), 3)).toBe(1);
    expect(shardOf(null, 3)).toBe(0);
  });
});

describe('shards in words', () => {
  it.each([
    [{ ids: [1], count: 3 }, 'shard 1 of 3'],
    [{ ids: [0, 1, 2], count: 3 }, 'shards 0-2 of 3'],
    [{ ids: [0, 1, 2, 5, 7, 8], count: 9 }, 'shards 0-2, 5, 7-8 of 9'],
  ])('%j', (shards, words) => {
    expect(shardsInWords(shards)).toBe(words);
  });

  it('tell the plan of a machine', () => {
    const sharding = { processes: 2, count: 6, shards: [3, 4, 5] };
    expect(planInWords(planShards({ sharding, advised: 4 }), 4)).toBe(
      'shards 3-5 of 6 in 2 processes (Discord advises 4)',
    );
  });
});
