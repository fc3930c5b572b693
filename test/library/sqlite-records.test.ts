import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSqliteRecords } from '../../src/library/sqlite/sqlite-records.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { askedOf, describeRecords } from './records-contract.ts';

const open = (folder: string, clock = () => new Date(), onNotice: (message: string) => void = () => {}) =>
  createSqliteRecords({ folder, clock, onNotice });

describeRecords('SQLite', open);

describe('the file of records', () => {
  it('is set aside whole where it is damaged, and an empty one takes its place', async () => {
    const folder = await temporaryFolder();
    const first = await open(folder);
    const { id } = await first.keepQuestion(askedOf('Why?'));
    await first.close();
    await writeFile(join(folder, 'records.db'), Buffer.alloc(40_000, 0x5a));
    const notices: string[] = [];
    const records = await open(folder, undefined, (message) => notices.push(message));
    expect(await records.question(id)).toBeNull();
    await records.close();
    const kept = (await readdir(folder)).find((name) => name.startsWith('records.db.damaged-'));
    expect((await readFile(join(folder, kept as string))).length).toBe(40_000);
    expect(notices.join()).toContain('/settings');
  });

  it('is taken over but for the rows of the pages that cannot be read', async () => {
    const folder = await temporaryFolder();
    const first = await open(folder);
    const ids: string[] = [];
    for (let n = 0; n < 300; n++) {
      const { id } = await first.keepQuestion(
        askedOf(`Question ${n} about the harbour?`, { kind: 'no-answer' }),
      );
      await first.vote({ questionId: id, userId: '7', vote: 'bad' });
      ids.push(id);
    }
    await first.changeSettings('1', { publicChannels: ['55'] });
    await first.close();
    const file = join(folder, 'records.db');
    const bytes = await readFile(file);
    // A page in the middle of the questions.
    const at = Math.floor(bytes.indexOf('Question 150 about') / 4096) * 4096;
    bytes.fill(0x5a, at, at + 4096);
    await writeFile(file, bytes);

    const notices: string[] = [];
    const records = await open(folder, undefined, (message) => notices.push(message));
    const kept = (await Promise.all(ids.map((id) => records.question(id)))).filter((question) => question);
    expect(kept.length).toBeGreaterThan(250);
    expect(kept.length).toBeLessThan(300);
    expect(kept[0]).toMatchObject({
      question: 'Question 0 about the harbour?',
      quotes: [{ articleId: 'harbour' }],
    });
    const gaps = await records.gaps('1', 1_000);
    expect(gaps.reduce((sum, { bad }) => sum + bad, 0)).toBe(kept.length);
    expect(await records.settings('1')).toMatchObject({ publicChannels: ['55'] });
    // The key was taken over, too: it is still the same person's vote.
    expect(await records.forgetUser('7')).toBe(kept.length);
    expect(notices.join()).toContain(`${kept.length} questions and ${kept.length} votes`);
    await records.close();
  });

  it('holds no person’s number', async () => {
    const folder = await temporaryFolder();
    const records = await open(folder);
    const { id } = await records.keepQuestion(askedOf('Why?'));
    await records.vote({ questionId: id, userId: '900000000000000007', vote: 'good' });
    await records.close();
    const bytes = await readFile(join(folder, 'records.db'));
    expect(bytes.includes('900000000000000007')).toBe(false);
  });
});
