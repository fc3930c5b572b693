import { appendFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ExpectedError } from '../../src/errors.ts';
import { watchSeeds } from '../../src/indexing/watch.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function start(reindex: (call: number) => Promise<void> = async () => {}) {
  const folder = await temporaryFolder();
  const calls: (readonly string[])[] = [];
  const failures: string[] = [];
  const bugs: unknown[] = [];
  const watching = await watchSeeds({
    folder,
    async reindex(unsettled) {
      calls.push(unsettled);
      await reindex(calls.length);
    },
    onFailure: ({ message }) => failures.push(message),
    onBug: (error) => bugs.push(error),
    settleMs: 200,
    maxWaitMs: 1_000,
  });
  onTestFinished(() => watching.close());
  /** Waits until so many reindexes have begun. */
  const until = async (count: number) => {
    while (calls.length < count) await pause(20);
  };
  return { folder, calls, failures, bugs, until, watching };
}

describe('watchSeeds', () => {
  it('gathers a burst of changes into one reindex, subfolders and deletions too', async () => {
    const { folder, calls, until } = await start();
    await mkdir(join(folder, 'more', 'deep'), { recursive: true });
    for (let number = 0; number < 30; number++) {
      await writeFile(
        join(folder, number % 2 === 0 ? 'more/deep' : '.', `${number}.txt`),
        'A title\n\nText.',
      );
    }
    await until(1);
    await rename(join(folder, '1.txt'), join(folder, 'more', 'moved.txt'));
    await until(2);
    expect(calls).toEqual([[], []]);
  });

  it('does not take a file that is still being written, and takes it as soon as it is whole', async () => {
    const { folder, calls, until } = await start();
    await writeFile(join(folder, 'whole.txt'), 'A title\n\nText.');
    while (calls.length === 0) {
      await appendFile(join(folder, 'half.txt'), 'A part of a line, ');
      await pause(20);
    }
    await until(2);
    expect(calls).toEqual([['half.txt'], []]);
  });

  it('passes over hidden files: what is written beside and renamed comes as a whole', async () => {
    const { folder, calls, until } = await start();
    await writeFile(join(folder, '.a.tmp'), 'half');
    await rename(join(folder, '.a.tmp'), join(folder, 'a.txt'));
    await until(1);
    expect(calls).toEqual([[]]);
  });

  it('tells of a failure and goes on, and tries again where another process rebuilds', async () => {
    const { folder, calls, failures, bugs, until } = await start(async (call) => {
      if (call === 1) throw new ExpectedError('proof-failed', 'not put to use');
      if (call === 2) throw new ExpectedError('index-busy', 'another one');
    });
    await writeFile(join(folder, 'a.txt'), 'A title\n\nText.');
    await until(1);
    await writeFile(join(folder, 'b.txt'), 'A title\n\nText.');
    await until(3);
    expect([calls.length, failures, bugs]).toEqual([3, ['not put to use'], []]);
  });

  it('does nothing any more once it is closed', async () => {
    const { folder, calls, until, watching } = await start();
    await writeFile(join(folder, 'a.txt'), 'A title\n\nText.');
    await until(1);
    await watching.close();
    await writeFile(join(folder, 'b.txt'), 'A title\n\nText.');
    await pause(500);
    expect(calls).toHaveLength(1);
  });
});
