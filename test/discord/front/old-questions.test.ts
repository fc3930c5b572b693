import { describe, expect, it, onTestFinished } from 'vitest';
import { createOldQuestionsLook, LOOK_INTERVAL_MS } from '../../../src/discord/old-questions.ts';
import { createSqliteRecords } from '../../../src/library/sqlite/sqlite-records.ts';
import { silentLog } from '../../../src/log.ts';
import { askedOf } from '../../library/records-contract.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const DAY_MS = 24 * 3_600_000;

async function start() {
  const time = { nowMs: Date.parse('2026-11-20T10:00:00Z') };
  const clock = () => new Date(time.nowMs);
  const records = await createSqliteRecords({
    folder: await temporaryFolder(),
    clock,
    onNotice: () => {},
  });
  onTestFinished(() => records.close());
  const { id } = await records.keepQuestion(askedOf('Why?'));
  const look = createOldQuestionsLook({ records, keepDays: 30, clock, log: silentLog });
  const lookAfter = (ms: number) => {
    time.nowMs += ms;
    return look();
  };
  return { lookAfter, isKept: async () => (await records.question(id)) !== null };
}

describe('questions that are too old', () => {
  it('are removed once the clock was steady for an interval', async () => {
    const { lookAfter, isKept } = await start();
    await lookAfter(31 * DAY_MS);
    expect(await isKept()).toBe(true);
    await lookAfter(LOOK_INTERVAL_MS);
    expect(await isKept()).toBe(false);
  });

  it('are not removed by a clock that jumps forth and back', async () => {
    const { lookAfter, isKept } = await start();
    await lookAfter(LOOK_INTERVAL_MS);
    await lookAfter(3_650 * DAY_MS);
    await lookAfter(-3_650 * DAY_MS);
    await lookAfter(LOOK_INTERVAL_MS);
    expect(await isKept()).toBe(true);
  });
});
