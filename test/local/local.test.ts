import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runDateline } from '../support/run-dateline.ts';
import { STORIES, writeSeeds } from '../support/seeds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const PRELOAD = new URL('../support/refuse-network.mjs', import.meta.url).href;

async function startLocal() {
  const folder = await temporaryFolder();
  const refused = join(folder, 'refused');
  await writeSeeds(join(folder, 'seeds'), STORIES);
  await writeSeeds(folder, { 'extra.md': '# A new bench\n\nThe square of Kell has a new bench.\n' });
  const run = (args: readonly string[], input?: string) =>
    runDateline([...args, '--seeds', 'seeds', '--index', 'index'], {
      cwd: folder,
      environment: { NODE_OPTIONS: `--import ${PRELOAD}`, REFUSED_CONNECTIONS_FILE: refused },
      ...(input === undefined ? {} : { input }),
    });
  return { run, connections: () => (existsSync(refused) ? readFileSync(refused, 'utf8') : '') };
}

describe('everything runs on this machine', () => {
  it('indexes, asks, summarises, adds and removes with every outside connection refused', async () => {
    const { run, connections } = await startLocal();
    const reindex = await run(['reindex', '--json']);
    expect(JSON.parse(reindex.stdout)).toMatchObject({ articles: 3 });
    const ask = await run(['ask', '--json', 'who cut the ribbon at the Lundvik ferry harbour']);
    expect(JSON.parse(ask.stdout).quotes[0].text).toContain('Ingrid Solberg');
    const summary = await run(['summary', '--json', 'harbour']);
    expect(JSON.parse(summary.stdout).sentences.length).toBeGreaterThan(0);
    const chat = await run(['start'], '/ask how many telescopes does Marhaven lend\n');
    expect(chat.stdout).toContain('were out on the first day');
    expect((await run(['add', '--json', 'extra.md'])).stdout).toContain('A new bench');
    expect((await run(['remove', 'bench'])).stdout).toContain('withdrawn');
    expect(connections()).toBe('');
  });

  it('would notice a connection', async () => {
    const folder = await temporaryFolder();
    const refused = join(folder, 'refused');
    const probe = "require('node:http').get('http://192.0.2.1/').on('error', () => {})";
    execFileSync(process.execPath, ['--import', PRELOAD, '-e', `try { ${probe} } catch {}`], {
      env: { REFUSED_CONNECTIONS_FILE: refused },
    });
    expect(readFileSync(refused, 'utf8')).toContain('192.0.2.1');
  });
});
