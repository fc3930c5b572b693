import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { createSpareProcess } from '../../../src/discord/shards/spare-process.ts';

function openSpare() {
  const started: ChildProcess[] = [];
  const spare = createSpareProcess(() => {
    // It waits for a message, as a process of shards does.
    const child = spawn(process.execPath, ['-e', "process.on('message', () => {})"], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    started.push(child);
    return child;
  });
  return { spare, started };
}

it('gives away the one that waits, each once', () => {
  const { spare, started } = openSpare();
  spare.prepare();
  spare.prepare();
  expect(started).toHaveLength(1);
  expect(spare.take()).toBe(started[0]);
  expect(spare.take()).toBe(started[1]);
  spare.prepare();
  expect(started).toHaveLength(3);
});

it('gives away none that is dead', async () => {
  const { spare, started } = openSpare();
  spare.prepare();
  started[0]?.kill('SIGKILL');
  await once(started[0] as ChildProcess, 'close');
  expect(spare.take()).toBe(started[1]);
});

it('leaves none behind', async () => {
  const { spare, started } = openSpare();
  spare.prepare();
  const ended = once(started[0] as ChildProcess, 'close');
  spare.close();
  await ended;
});
