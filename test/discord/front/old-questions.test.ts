import { describe, expect, it, onTestFinished } from 'vitest';
import { createOldQuestionsLook, LOOK_INTERVAL_MS } from '../../../src/discord/old-questions.ts';
import { createSqliteRecords } from '../../../src/library/sqlite/sqlite-records.ts';
import { silentLog } from '../../../src/log.ts';
import { askedOf } from '../../library/records-contract.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const DAY_MS = 24 * 3_600_000;

async function start() {
  const time = { nowMs: Date.parse('2026-11-20T10:00:00Z'), passedMs: 0 };
  const clock = () => new Date(time.nowMs);
  const records = await createSqliteRecords({
    folder: await temporaryFolder(),
    clock,
    onNotice: () => {},
  });
  onTestFinished(() => records.close());
  const { id } = await records.keepQuestion(askedOf('Why?'));
  const look = createOldQuestionsLook({
    records,
    keepDays: 30,
    clock,
    monotonicMs: () => time.passedMs,
    log: silentLog,
  });
  /** An interval later by the true time, with a clock that was set by so much meanwhile. */
  const lookAgain = (setByMs = 0) => {
    time.passedMs += LOOK_INTERVAL_MS;
    time.nowMs += LOOK_INTERVAL_MS + setByMs;
    return look();
  };
  return { lookAgain, isKept: async () => (await records.question(id)) !== null };
}

describe('questions that are too old', () => {
  it('are removed once the clock was steady for an interval', async () => {
    const { lookAgain, isKept } = await start();
    await lookAgain(31 * DAY_MS);
    expect(await isKept()).toBe(true);
    await lookAgain();
    expect(await isKept()).toBe(false);
  });

  it('are not removed by a clock that jumps forth and back', async () => {
    const { lookAgain, isKept } = await start();
    await lookAgain();
    await lookAgain(3_650 * DAY_MS);
    await lookAgain(-3_650 * DAY_MS);
    await lookAgain();
    expect(await isKept()).toBe(true);
  });
});
