import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSqliteRecords } from '../../src/library/sqlite/sqlite-records.ts';
import { askedOf } from '../library/records-contract.ts';
import { runDateline } from '../support/run-dateline.ts';
import { STORIES, writeSeeds } from '../support/seeds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function start() {
  const cwd = await temporaryFolder();
  await writeSeeds(join(cwd, 'seeds'), STORIES);
  const run = (args: readonly string[], index = 'index') =>
    runDateline([...args, '--seeds', 'seeds', '--index', index, '--json'], { cwd });
  return { cwd, run };
}

const openRecords = (folder: string) =>
  createSqliteRecords({ folder, clock: () => new Date(), onNotice: () => {} });

// Each run is a process of its own.
describe('dateline backup', { timeout: 120_000 }, () => {
  it('holds what is served and what people left behind; restored, it serves the same', async () => {
    const { cwd, run } = await start();
    expect((await run(['reindex'])).code).toBe(0);
    const records = await openRecords(join(cwd, 'index'));
    const { id } = await records.keepQuestion({ ...askedOf('Who cut it?'), kind: 'no-answer', guildId: '7' });
    await records.vote({ questionId: id, userId: '1', vote: 'bad' });

    // The bot has its databases open meanwhile.
    const made = await run(['backup', 'kept']);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(made.stdout)).toMatchObject({ generation: 1, articles: 3, questions: 1, votes: 1 });
    expect((await readdir(join(cwd, 'kept'))).toSorted()).toEqual(['dateline.db', 'records.db']);
    await records.keepQuestion(askedOf('Asked later?'));
    await records.close();

    await cp(join(cwd, 'kept'), join(cwd, 'restored'), { recursive: true });
    const answer = JSON.parse((await run(['ask', 'who cut the ribbon'], 'restored')).stdout);
    expect(answer).toMatchObject({ kind: 'answer', generation: 1 });
    const restored = await openRecords(join(cwd, 'restored'));
    expect(await restored.question(id)).toMatchObject({ question: 'Who cut it?' });
    expect(await restored.gaps('7', 5)).toEqual([{ question: 'Who cut it?', refused: 1, bad: 1 }]);
    await restored.close();
    expect(JSON.parse((await run(['reindex'], 'restored')).stdout)).toMatchObject({
      generation: 1,
      unchanged: 3,
    });
  });

  it('ends while another process writes without a pause', async () => {
    const { cwd, run } = await start();
    const records = await openRecords(join(cwd, 'index'));
    let writing = true;
    const write = async () => {
      let kept = 0;
      for (; writing; kept++) {
        await records.keepQuestion(askedOf(`Question ${kept}?`));
        await new Promise(setImmediate);
      }
      return kept;
    };
    const writer = write();
    const made = await run(['backup', 'kept']);
    writing = false;
    const asked = await writer;
    await records.close();
    expect(made.code).toBe(0);
    const { questions } = JSON.parse(made.stdout);
    expect(questions).toBeGreaterThan(0);
    expect(questions).toBeLessThanOrEqual(asked);
  });

  it('leaves what exists as it is, and says so', async () => {
    const { cwd, run } = await start();
    await run(['reindex']);
    await writeFile(join(cwd, 'letter.txt'), 'Dear Ada');
    await mkdir(join(cwd, 'empty'));
    for (const name of ['letter.txt', 'empty', 'seeds']) {
      const { code, stderr } = await run(['backup', name]);
      expect([code, stderr]).toEqual([1, expect.stringMatching(/exists already and is left as it is/)]);
    }
    expect(await readFile(join(cwd, 'letter.txt'), 'utf8')).toBe('Dear Ada');
  });

  it('says in a line why it cannot be made, and leaves nothing behind', async () => {
    const { cwd, run } = await start();
    expect(await run(['backup', 'kept'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/nothing to back up/),
    });
    expect(await run(['backup'])).toMatchObject({ code: 2 });
    await run(['reindex']);
    expect(await run(['backup', 'no/such/folder/kept'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/cannot be made \(ENOENT\)/),
    });
    await writeFile(join(cwd, 'index', 'records.db'), Buffer.alloc(40_000, 0x5a));
    expect(await run(['backup', 'kept'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/damaged/),
    });
    expect((await readdir(cwd)).toSorted()).toEqual(['index', 'seeds']);
  });
});
