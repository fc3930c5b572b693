import { describe, expect, it } from 'vitest';
import { createRequestLimits } from '../../../src/discord/interactions/request-limits.ts';
import type { ShardMessage } from '../../../src/discord/shards/shard-protocol.ts';
import { createSupervisorLink } from '../../../src/discord/shards/supervisor-link.ts';

function openLink(channel: { connected: boolean }) {
  const sent: ShardMessage[] = [];
  const ownLimits = createRequestLimits({ userRequestsPerMinute: 1, guildRequestsPerMinute: 10 });
  const send = (message: ShardMessage) => sent.push(message) > 0;
  return { sent, link: createSupervisorLink({ ...channel, send }, ownLimits) };
}
const CALLER = { userId: '7', guildId: '1' };

describe('the link to the process that started this one', () => {
  it('asks it to count, and answers each request by its own number', async () => {
    const { sent, link } = openLink({ connected: true });
    const both = [link.limits.waitMs(CALLER), link.limits.waitMs({ userId: '8', guildId: null })];
    expect(sent).toEqual([
      { kind: 'counts', request: 1, ...CALLER },
      { kind: 'counts', request: 2, userId: '8', guildId: null },
    ]);
    link.receive({ kind: 'counted', request: 2, waitMs: 1_234 });
    link.receive({ kind: 'counted', request: 1, waitMs: null });
    expect(await Promise.all(both)).toEqual([null, 1_234]);
  });

  it.each([true, false])('counts by itself where that does not answer (connected: %s)', async (connected) => {
    const { link } = openLink({ connected });
    expect(await link.limits.waitMs(CALLER)).toBeNull();
    expect(await link.limits.waitMs(CALLER)).toBeGreaterThan(0);
  });

  it('waits for its turn to log in, unless the shard gives up', async () => {
    const { sent, link } = openLink({ connected: true });
    const stopped = new AbortController();
    const turns = [
      link.waitForIdentify(1, new AbortController().signal),
      link.waitForIdentify(2, stopped.signal),
    ];
    expect(sent).toEqual([
      { kind: 'wants-turn', shard: 1 },
      { kind: 'wants-turn', shard: 2 },
    ]);
    link.receive({ kind: 'your-turn', shard: 1 });
    await turns[0];
    stopped.abort(new Error('gone'));
    await expect(turns[1]).rejects.toThrow('gone');
  });

  it('keeps what is to be taken over until somebody takes it', () => {
    const { link } = openLink({ connected: true });
    const taken: unknown[] = [];
    link.receive({ kind: 'take-over', interaction: 'a' });
    link.onTakeOver((interaction) => taken.push(interaction));
    link.receive({ kind: 'take-over', interaction: 'b' });
    expect(taken).toEqual(['a', 'b']);
  });

  it('tells of an interaction and of the session behind it in one message', async () => {
    const { sent, link } = openLink({ connected: true });
    const session = { shardId: 1, shardCount: 3, sessionId: 's', sequence: 7, resumeURL: 'ws://x' };
    const known = { session, identity: { applicationId: '1', name: 'x' } };
    link.began('5', 'raw');
    link.session(known);
    await Promise.resolve();
    expect(sent).toEqual([{ kind: 'took', began: [{ id: '5', interaction: 'raw' }], known }]);
  });
});
