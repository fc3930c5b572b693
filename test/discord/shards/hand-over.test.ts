import { expect, it } from 'vitest';
import { createHandOver } from '../../../src/discord/shards/hand-over.ts';

/** Processes are letters; the one that is able is set by the test. */
function openHandOver(able: string | null) {
  const given: [string, unknown][] = [];
  const state = { able };
  const handOver = createHandOver<string>({
    able: () => state.able,
    give: (to, interaction) => given.push([to, interaction]),
    settlingMs: 0,
  });
  return { handOver, given, state };
}

it('hands on what a dead process had begun and not ended, oldest first', async () => {
  const { handOver, given } = openHandOver('c');
  for (const id of ['1', '2', '3']) handOver.began('a', id, `interaction ${id}`);
  handOver.began('b', '4', 'interaction 4');
  handOver.ended('2');
  await handOver.died('a');
  expect(given).toEqual([
    ['c', 'interaction 1'],
    ['c', 'interaction 3'],
  ]);
});

it('waits for a process that can take it', async () => {
  const { handOver, given, state } = openHandOver(null);
  handOver.began('a', '1', 'x');
  await handOver.died('a');
  expect(given).toEqual([]);
  state.able = 'a';
  handOver.offer();
  handOver.offer();
  expect(given).toEqual([['a', 'x']]);
});

it('hands an interaction on twice at most', async () => {
  const { handOver, given } = openHandOver('b');
  handOver.began('a', '1', 'x');
  for (const dead of ['a', 'b', 'b']) await handOver.died(dead);
  expect(given).toHaveLength(2);
});

it('hands on nothing after its end', async () => {
  const { handOver, given } = openHandOver('b');
  handOver.began('a', '1', 'x');
  handOver.close();
  await handOver.died('a');
  expect(given).toEqual([]);
});
