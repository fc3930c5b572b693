import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { createDatabase } from '../../../src/library/postgres/database.ts';
import { followPointer } from '../../../src/library/postgres/served-pointer.ts';
import { type PgliteServer, startPglite } from '../../support/start-pglite.ts';

let server: PgliteServer;
beforeAll(async () => {
  server = await startPglite();
});
afterAll(() => server.close());

function follow(isListening: boolean) {
  const database = createDatabase({ url: server.url, schema: 'kept', poolSize: 1 });
  let served = 1;
  let reads = 0;
  const pointer = followPointer({
    database,
    channel: 'moves',
    isListening,
    readPointer: async () => {
      reads++;
      return { served, former: null };
    },
  });
  onTestFinished(async () => {
    await pointer.close();
    await database.close();
  });
  return {
    pointer,
    reads: () => reads,
    move: (to: number) => {
      served = to;
    },
    notify: () => database.transaction(({ rows }) => rows(`SELECT pg_notify('moves', '')`)),
  };
}

it('asks each time where it does not listen', async () => {
  const { pointer, reads, move } = follow(false);
  expect(await pointer.read()).toEqual({ served: 1, former: null });
  move(2);
  expect(await pointer.read()).toEqual({ served: 2, former: null });
  expect(reads()).toBe(2);
});

it('asks once where it listens, and again when it is told of a move', async () => {
  const { pointer, reads, move, notify } = follow(true);
  // From the first read on that costs nothing, it listens.
  await vi.waitFor(async () => {
    await pointer.read();
    const before = reads();
    await pointer.read();
    expect(reads()).toBe(before);
  });
  move(2);
  await notify();
  await vi.waitFor(async () => expect(await pointer.read()).toEqual({ served: 2, former: null }));
});

it('knows after a refresh what was not told', async () => {
  const { pointer, move } = follow(true);
  await pointer.read();
  move(2);
  await pointer.refresh();
  expect(await pointer.read()).toEqual({ served: 2, former: null });
});
