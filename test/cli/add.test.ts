import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { give, startLocalServer } from '../support/local-web.ts';
import { pageOf, TUNNEL } from '../support/pages.ts';
import { runDateline } from '../support/run-dateline.ts';
import { STORIES, writeSeeds } from '../support/seeds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function start() {
  const cwd = await temporaryFolder();
  await writeSeeds(join(cwd, 'seeds'), STORIES);
  const server = await startLocalServer({ '/tunnel': give(pageOf(TUNNEL)) });
  const run = (args: readonly string[], environment = { FETCH_ALLOW_HOSTS: '127.0.0.1' }, input = '') =>
    runDateline([...args, '--seeds', 'seeds', '--index', 'index'], { cwd, environment, input });
  return { cwd, server, run };
}

describe('dateline add', () => {
  it('fetches a page and copies a file, indexes both, and names what it could not add', async () => {
    const { cwd, server, run } = await start();
    await writeFile(
      join(cwd, 'chess.md'),
      '# Chess club turns ninety\n\nThe chess club of Onna turned 90 on Sunday.\n',
    );
    const { code, stdout } = await run(['add', '--json', `${server.origin}/tunnel`, 'chess.md', 'none.md']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      added: [
        { title: TUNNEL.title, change: 'new' },
        { file: 'added/chess.md', change: 'new' },
      ],
      refused: [{ source: expect.stringMatching(/none\.md$/) }],
      reindex: { articles: 5, new: 5 },
    });
    const ask = JSON.parse((await run(['ask', '--json', 'how long is the tunnel under the fjord'])).stdout);
    expect(ask.quotes[0].text).toContain('7.2 kilometres');
  });

  it('is a command of the chat, too, for web addresses only', async () => {
    const { server, run } = await start();
    const chat = await run(['start'], undefined, `/add ${server.origin}/tunnel\n/add seeds/harbour.json\n`);
    expect(chat.stdout).toMatch(/1 article was added; generation 2 is served/);
    expect(chat.stderr).toMatch(/seeds\/harbour\.json is not an http or https address/);
  });

  it('refuses this machine unless its host is allowed, in one plain line', async () => {
    const { server, run } = await start();
    const { code, stdout, stderr } = await run(['add', `${server.origin}/tunnel`], { FETCH_ALLOW_HOSTS: '' });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      '127.0.0.1 is not on the public internet, so nothing is fetched from it; if it is yours, name it in FETCH_ALLOW_HOSTS.\n',
    );
    expect(server.asked).toEqual([]);
  });

  it('without anything to add is wrong usage', async () => {
    const { run } = await start();
    expect((await run(['add'])).code).toBe(2);
  });
});
