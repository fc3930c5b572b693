import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runDateline } from '../support/run-dateline.ts';
import { STORIES, writeSeeds } from '../support/seeds.ts';
import { startPglite } from '../support/start-pglite.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('a database takes the place of the index folder, and nothing else changes', async () => {
  const server = await startPglite();
  onTestFinished(() => server.close());
  const cwd = await temporaryFolder();
  await writeSeeds(join(cwd, 'seeds'), STORIES);
  const environment = { DATABASE_URL: server.url, DATABASE_POOL_SIZE: '1' };
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await runDateline(
      [...args, '--seeds', 'seeds', '--index', 'index', '--json'],
      { cwd, environment },
    );
    expect(stderr).not.toMatch(/Error/);
    expect(code).toBe(0);
    return JSON.parse(stdout);
  };
  const beside = await runDateline(
    ['ask', 'how many passengers left for Marhaven', '--seeds', 'seeds', '--index', 'beside', '--json'],
    { cwd },
  );

  const answer = await run('ask', 'how many passengers left for Marhaven');
  const other = JSON.parse(beside.stdout);
  expect(answer).toEqual({
    ...other,
    // The database counts similarities in single precision.
    confidence: expect.closeTo(other.confidence, 5),
    quotes: other.quotes.map((quote: { readonly score: number }) => ({
      ...quote,
      score: expect.closeTo(quote.score, 5),
    })),
    indexedAt: expect.any(String),
    tookMs: expect.any(Number),
  });
  expect(await run('summary', 'harbour')).toMatchObject({ generation: 1 });

  await writeSeeds(join(cwd, 'seeds'), {
    'bridge.json': { id: 'bridge', title: 'A bridge', text: 'The old bridge of Onna was closed on Friday.' },
  });
  expect(await run('reindex')).toMatchObject({ generation: 2, new: 1, unchanged: 3 });
  expect((await run('sources')).articles).toHaveLength(4);
  expect(await run('rollback')).toMatchObject({ generation: 1 });
  expect((await run('sources')).articles).toHaveLength(3);
  const { findings } = await run('doctor');
  expect(findings).toContainEqual({
    check: 'database',
    ok: true,
    detail: expect.stringMatching(/pgvector .*schema "dateline"/),
  });
}, 120_000);

it('a database that is not there is told in one line', async () => {
  const server = await startPglite();
  await server.close();
  const cwd = await temporaryFolder();
  await writeSeeds(join(cwd, 'seeds'), STORIES);
  const { code, stderr } = await runDateline(['ask', 'who cut the ribbon', '--seeds', 'seeds'], {
    cwd,
    environment: { DATABASE_URL: server.url.replace('postgres@', 'postgres:secret@') },
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^The database 127\.0\.0\.1:\d+\/postgres cannot be reached .*\n$/);
});
