import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runDateline } from '../support/run-dateline.ts';
import { STORIES, writeSeeds } from '../support/seeds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function start() {
  const cwd = await temporaryFolder();
  const { text } = STORIES['harbour.json'];
  await writeSeeds(join(cwd, 'seeds'), {
    ...STORIES,
    'copy.json': { id: 'copy', title: 'Harbour opens', publishedAt: '2026-03-03', text },
  });
  await runDateline(['reindex', '--seeds', 'seeds', '--index', 'index'], { cwd });
  const run = (args: readonly string[]) =>
    runDateline([...args, '--seeds', 'seeds', '--index', 'index'], { cwd });
  return { run };
}

// Each run is a process of its own.
describe('dateline remove', { timeout: 120_000 }, () => {
  it('takes an article out of every answer at once, and names its copies', async () => {
    const { run } = await start();
    const { code, stdout } = await run(['remove', '--json', 'Port of Lundvik']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      removed: { id: 'harbour', file: 'harbour.json' },
      copies: [{ id: 'copy', title: 'Harbour opens' }],
      reindex: { generation: 2, removed: 1 },
    });
    const copy = JSON.parse((await run(['ask', '--json', 'who cut the ribbon'])).stdout);
    expect(copy.quotes[0].article.id).toBe('copy');
    expect(copy.quotes[0].alsoIn).toEqual([]);
    expect((await run(['remove', 'copy'])).stdout).toMatch(/“Harbour opens” is withdrawn and quoted no more/);
    expect(JSON.parse((await run(['ask', '--json', 'who cut the ribbon'])).stdout).kind).toBe('no-answer');
  });

  it('says of a withdrawn article that it was withdrawn, and does not roll back to it', async () => {
    const { run } = await start();
    await run(['remove', 'harbour']);
    for (const args of [
      ['summary', 'harbour'],
      ['ask', 'who cut the ribbon', '--article', 'Port of Lundvik opens a new ferry harbour'],
    ]) {
      const { code, stderr } = await run(args);
      expect([code, stderr]).toEqual([1, '“Port of Lundvik opens a new ferry harbour” was withdrawn.\n']);
    }
    const { code, stderr } = await run(['rollback']);
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/holds “Port of Lundvik.*”, which was withdrawn; run reindex/),
    ]);
  });

  it('names an article that is not there', async () => {
    const { run } = await start();
    const { code, stderr } = await run(['remove', 'no such article']);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/No article is called/)]);
  });
});
