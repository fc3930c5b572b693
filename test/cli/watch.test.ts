import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { give, startLocalServer } from '../support/local-web.ts';
import { pageOf, TUNNEL } from '../support/pages.ts';
import { runDateline } from '../support/run-dateline.ts';
import { STORIES, writeSeeds } from '../support/seeds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const FOLDERS = ['--seeds', 'seeds', '--index', 'index'];

async function start() {
  const cwd = await temporaryFolder();
  await writeSeeds(join(cwd, 'seeds'), STORIES);
  const environment = { FETCH_ALLOW_HOSTS: '127.0.0.1' };
  const child = spawn(
    process.execPath,
    ['--import', import.meta.resolve('#typescript'), MAIN, 'reindex', '--watch', '--json', ...FOLDERS],
    { cwd, env: { PATH: process.env.PATH, HOME: cwd, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    seeds: join(cwd, 'seeds'),
    notices: () => said,
    /** The next generation that is put to use. */
    report: async () => JSON.parse((await lines.next()).value ?? '{}'),
    ask: (...words: readonly string[]) =>
      runDateline(['ask', '--json', ...words, ...FOLDERS], { cwd, environment }),
    async stop() {
      child.kill('SIGTERM');
      const [code] = await once(child, 'exit');
      return code;
    },
  };
}

describe('dateline reindex --watch', { timeout: 120_000 }, () => {
  it('indexes at once, then with every change of the seeds, and lives on after one that cannot be used', async () => {
    const { seeds, notices, report, ask, stop } = await start();
    expect(await report()).toMatchObject({ generation: 1, articles: 3 });
    await writeFile(join(seeds, 'withdrawn.yaml'), 'withdrawn: 5\n');
    await expect.poll(notices, { timeout: 20_000 }).toMatch(/withdrawn\.yaml cannot be used/);
    await writeFile(join(seeds, 'withdrawn.yaml'), '');
    await writeFile(
      join(seeds, 'chess.txt'),
      'Chess club turns ninety\n\nThe chess club of Onna turned 90 on Sunday.\n',
    );
    expect(await report()).toMatchObject({ generation: 2, new: 1, unchanged: 3 });
    expect(JSON.parse((await ask('how old is the chess club of Onna')).stdout).generation).toBe(2);
    expect(await stop()).toBe(0);
  });

  it('takes what feeds bring, from when they are named', async () => {
    const { seeds, report, ask, stop } = await start();
    const server = await startLocalServer({ '/tunnel': give(pageOf(TUNNEL)) });
    const feed = (items: string) =>
      `<rss version="2.0"><channel><title>Coast Wire</title>${items}</channel></rss>`;
    server.rules['/rss'] = give(feed(''), { 'content-type': 'text/xml' });
    expect(await report()).toMatchObject({ generation: 1 });
    await writeFile(
      join(seeds, 'sources.yaml'),
      `sources:\n  - feed: ${server.origin}/rss\n    every: 1 s\n`,
    );
    await expect
      .poll(() => server.asked.filter((path) => path === '/rss').length, { timeout: 20_000 })
      .toBeGreaterThan(0);
    server.rules['/rss'] = give(
      feed(`<item><title>Tunnel</title><link>${server.origin}/tunnel</link></item>`),
      { 'content-type': 'text/xml' },
    );
    expect(await report()).toMatchObject({ generation: 2, new: 1 });
    const answer = JSON.parse((await ask('how long is the tunnel under the fjord')).stdout);
    expect(answer.quotes[0].article).toMatchObject({
      publisher: 'Coast Wire',
      url: `${server.origin}/tunnel`,
    });
    expect(await stop()).toBe(0);
  });
});
