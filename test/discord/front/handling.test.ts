import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../../src/answer/answer.ts';
import { inTurn } from '../../../src/discord/in-turn.ts';
import { faultLine, incidentLine } from '../../../src/discord/interactions/fault-line.ts';
import { createFirstTime } from '../../../src/discord/interactions/first-time.ts';
import { createProgressEdits } from '../../../src/discord/interactions/progress-edits.ts';
import { createRequestLimits } from '../../../src/discord/interactions/request-limits.ts';
import { ExpectedError } from '../../../src/errors.ts';
import type { Snapshot } from '../../../src/library/library.ts';

describe('the first time of an interaction', () => {
  it('is told from every other, for as long as it could be answered', () => {
    let nowMs = 0;
    const isFirstTime = createFirstTime(() => nowMs);
    expect(isFirstTime('1')).toBe(true);
    expect(isFirstTime('2')).toBe(true);
    nowMs = 14 * 60_000;
    expect(isFirstTime('1')).toBe(false);
    expect(isFirstTime('3')).toBe(true);
    nowMs = 16 * 60_000;
    expect(isFirstTime('3')).toBe(false);
  });
});

describe('questions in turn', () => {
  /** Answers after a while; a question of `no` fails. */
  const slow = (order: string[]) =>
    inTurn({
      async ask(question) {
        order.push(`${question} begins`);
        await new Promise((resolve) => setTimeout(resolve, 5));
        order.push(`${question} ends`);
        if (question === 'no') throw new Error('no answer');
        return { question } as Answer;
      },
      examine: async () => [],
    });
  const snapshot = {} as Snapshot;

  it('are answered one after the other, in order, past one that fails', async () => {
    const order: string[] = [];
    const { ask } = slow(order);
    const outcomes = await Promise.allSettled(['a', 'no', 'b'].map((question) => ask(question, snapshot)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(order).toEqual(['a begins', 'a ends', 'no begins', 'no ends', 'b begins', 'b ends']);
  });

  it('let what has come meanwhile go first', async () => {
    const order: string[] = [];
    const { ask } = slow(order);
    const answers = [ask('a', snapshot), ask('b', snapshot)];
    setImmediate(() => order.push('an acknowledgement'));
    await Promise.all(answers);
    expect(order.indexOf('an acknowledgement')).toBeLessThan(order.indexOf('b begins'));
  });
});

describe('limits of requests', () => {
  const ask = async (
    limits: ReturnType<typeof createRequestLimits>,
    userId: string,
    guildId: string | null,
  ) => limits.waitMs({ userId, guildId });

  it('count each person by itself, and tell how long to wait', async () => {
    const limits = createRequestLimits({ userRequestsPerMinute: 2, guildRequestsPerMinute: 100 });
    expect(await ask(limits, '7', '1')).toBeNull();
    expect(await ask(limits, '7', null)).toBeNull();
    const waitMs = await ask(limits, '7', '1');
    expect(waitMs).toBeGreaterThan(0);
    expect(waitMs).toBeLessThanOrEqual(60_000);
    expect(await ask(limits, '8', '1')).toBeNull();
  });

  it('count each server by itself; a person over the limit does not use it up', async () => {
    const limits = createRequestLimits({ userRequestsPerMinute: 2, guildRequestsPerMinute: 3 });
    for (let i = 0; i < 5; i++) await ask(limits, '7', '1');
    expect(await ask(limits, '8', '1')).toBeNull();
    expect(await ask(limits, '9', '1')).not.toBeNull();
    expect(await ask(limits, '9', '2')).toBeNull();
  });
});

describe('progress in a reply', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const progress = (done: number) => ({ step: 'embedding', done, total: 100, unit: 'passages' });

  it('is shown at most every two seconds, the newest state of it', async () => {
    const shown: number[] = [];
    const edits = createProgressEdits({
      edit: async ({ done }) => {
        shown.push(done);
        return true;
      },
    });
    for (let done = 1; done <= 100; done++) {
      edits.update(progress(done));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(shown).toEqual([20, 40, 60, 80, 100]);
    await edits.stop();
  });

  it('is not shown by work that is soon done, nor after its end', async () => {
    const edit = vi.fn(async () => true);
    const edits = createProgressEdits({ edit });
    edits.update(progress(1));
    await vi.advanceTimersByTimeAsync(1_000);
    await edits.stop();
    edits.update(progress(2));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(edit).not.toHaveBeenCalled();
  });

  it('comes before the reply: the end waits for an edit that is on its way', async () => {
    const order: string[] = [];
    const edits = createProgressEdits({
      edit: async () => {
        await new Promise((resolve) => setTimeout(resolve, 5_000));
        order.push('edit');
        return true;
      },
    });
    edits.update(progress(1));
    await vi.advanceTimersByTimeAsync(2_000);
    const stopped = edits.stop().then(() => order.push('reply'));
    await vi.advanceTimersByTimeAsync(5_000);
    await stopped;
    expect(order).toEqual(['edit', 'reply']);
  });

  it('is given up where the reply is gone', async () => {
    const edit = vi.fn(async () => false);
    const edits = createProgressEdits({ edit });
    for (let done = 1; done <= 100; done++) {
      edits.update(progress(done));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(edit).toHaveBeenCalledTimes(1);
  });
});

describe('what a person is told of a failure', () => {
  it('is its own line where that is for whoever asked', () => {
    const error = new ExpectedError('article-unknown', 'No article is called “x”; /sources lists them.');
    expect(faultLine(error)).toBe(error.message);
  });

  it.each([
    'database-damaged',
    'disk-full',
    'config',
    'index-busy',
    'index-empty',
    'model-missing',
    'indexing-failed',
  ] as const)('names nothing of the machine: %s', (code) => {
    const line = faultLine(
      new ExpectedError(code, 'The file /home/owner/secret could not be read; run npm.'),
    );
    expect(line).not.toMatch(/\/home|npm/);
    expect(line.length).toBeGreaterThan(20);
  });

  it('holds the number under which a bug is in the log', () => {
    expect(incidentLine('1a2b3c4d')).toContain('1a2b3c4d');
  });
});
