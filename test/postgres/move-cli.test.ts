import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRecords } from '../../src/library/open-records.ts';
import { askedOf } from '../library/records-contract.ts';
import { runDateline } from '../support/run-dateline.ts';
import { STORIES, writeSeeds } from '../support/seeds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { freshDatabase } from './fresh-database.ts';

const QUESTIONS = 'who cut the ribbon\nwhen did it open\nwho is the king of spain\n';

/** Libraries multiply vectors in single or double precision. */
const rounded = (_name: string, value: unknown) =>
  typeof value === 'number' ? Math.round(value * 1e5) / 1e5 : value;

async function start() {
  const cwd = await temporaryFolder();
  await writeSeeds(join(cwd, 'seeds'), STORIES);
  const url = await freshDatabase();
  const run = (args: readonly string[], environment = {}, index = 'index') =>
    runDateline([...args, '--index', index, '--json'], {
      cwd,
      input: QUESTIONS,
      environment: { SEEDS_DIR: 'seeds', ...environment },
    });
  const answers = async (environment = {}, index = 'index') => {
    const { stdout } = await run(['ask', '-'], environment, index);
    return stdout
      .trim()
      .split('\n')
      .map((line) => ({ ...JSON.parse(line, rounded), tookMs: 0, generation: 0 }));
  };
  return { cwd, url, run, answers };
}

// Each run is a process of its own.
describe('dateline move', { timeout: 120_000 }, () => {
  it('carries all to a database and back, and the answers stay the same', async () => {
    const { cwd, url, run, answers } = await start();
    await run(['reindex']);
    const folder = { indexFolder: join(cwd, 'index'), database: null };
    const records = await openRecords(folder, { clock: () => new Date(), onNotice: () => {} });
    const { id } = await records.keepQuestion(askedOf('Who cut it?'));
    await records.vote({ questionId: id, userId: '7', vote: 'bad' });
    await records.close();
    const before = await answers();
    expect(before).toHaveLength(3);

    const there = await run(['move', '--to', url]);
    expect(there).toMatchObject({ code: 0 });
    const report = JSON.parse(there.stdout);
    expect(report).toMatchObject({ library: { articles: 3 }, records: { questions: 1, votes: 1 } });
    expect(await answers({ DATABASE_URL: url })).toEqual(before);
    // Nothing is embedded anew there.
    expect(JSON.parse((await run(['reindex'], { DATABASE_URL: url })).stdout)).toMatchObject({
      generation: 1,
      unchanged: 3,
    });

    const back = await run(['move', '--from', url], {}, 'again');
    expect(JSON.parse(back.stdout)).toMatchObject({ library: report.library, records: report.records });
    expect(await answers({}, 'again')).toEqual(before);
  });

  it('says in a line what is wrong', async () => {
    const { url, run } = await start();
    expect(await run(['move'])).toMatchObject({ code: 2, stderr: expect.stringMatching(/--to postgres/) });
    expect(await run(['move', '--to', url, '--from', url])).toMatchObject({ code: 2 });
    expect(await run(['move', '--to', 'somewhere'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/postgres:\/\/user:password@host/),
    });
    expect(await run(['move', '--to', url])).toMatchObject({
      code: 1,
      stderr: 'There is no index to move; run reindex first.\n',
    });
    const refused = await run(['move', '--to', url.replace(/dateline_\w+$/, 'nowhere')]);
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/no database .*nowhere/) });
  });
});

describe('dateline backup', { timeout: 120_000 }, () => {
  it('of a database is left to its own tool', async () => {
    const { url, run } = await start();
    expect(await run(['backup', 'kept'], { DATABASE_URL: url })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/pg_dump .*--schema=dateline --file=kept/),
    });
  });
});
