import { spawn } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createShardProcess } from '../../../src/discord/shards/shard-process.ts';
import { ExpectedError } from '../../../src/errors.ts';

/** A real process with a channel that runs a line of JavaScript. */
const running = (line: string) => () =>
  spawn(process.execPath, ['-e', line], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
const READY = "process.send({ kind: 'ready', name: 'x', commands: 1 });";
const refusal = (code: string) =>
  `process.send({ kind: 'error', code: '${code}', message: 'no', stack: null });`;

describe('a process of shards', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Starts it again as soon as it would be, until it fails. @returns how long it would have waited each time */
  async function untilFailure(line: string, livesMs = 0) {
    const waitedMs: number[] = [];
    let nowMs = 0;
    const failure = await new Promise<Error>((resolve) => {
      createShardProcess({
        name: 'shard 1 of 3',
        spawn: running(line),
        request: () => ({ kind: 'your-turn', shard: 1 }),
        monotonicMs: () => (nowMs += livesMs),
        hooks: {
          onMessage() {},
          onDeath({ waitMs }) {
            waitedMs.push(waitMs);
            if (waitedMs.length > 20) resolve(new Error('it goes on for ever'));
            else queueMicrotask(() => vi.advanceTimersByTime(waitMs));
          },
          onFailure: resolve,
        },
      }).start();
    });
    return { failure, waitedMs };
  }

  it('is started again after ever longer waits, and given up after ten deaths in a row', async () => {
    const { failure, waitedMs } = await untilFailure(`${READY} setImmediate(() => process.exit(7))`);
    expect(waitedMs).toEqual([0, 1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1_000));
    expect(failure).toBeInstanceOf(ExpectedError);
    expect(failure.message).toContain('exit code 7');
  });

  it('is started again at once for ever where it lives long', async () => {
    const { failure, waitedMs } = await untilFailure(`${READY} setImmediate(() => process.exit(7))`, 660_000);
    expect(failure.message).toBe('it goes on for ever');
    expect(new Set(waitedMs)).toEqual(new Set([0]));
  });

  it('fails with what it says before it was ever ready', async () => {
    const { failure, waitedMs } = await untilFailure(refusal('disk-full'));
    expect(failure).toMatchObject({ code: 'disk-full', message: 'no' });
    expect(waitedMs).toEqual([]);
  });

  it('fails where Discord refuses it, however long it was ready', async () => {
    const { failure, waitedMs } = await untilFailure(`${READY}${refusal('discord-refused')}`, 660_000);
    expect(failure).toMatchObject({ code: 'discord-refused' });
    expect(waitedMs).toEqual([]);
  });

  it('is started again where it was ready and Discord could not be reached', async () => {
    const { failure, waitedMs } = await untilFailure(`${READY}${refusal('discord-unavailable')}`);
    expect(failure).toMatchObject({ code: 'discord-unavailable' });
    expect(waitedMs).toHaveLength(10);
  });
});
