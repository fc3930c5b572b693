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
