import { expect, it } from 'vitest';
import { runLoad } from './load/run-load.ts';
import { createStages } from './support/stage.ts';

// The long run, with its times and its memory, is `npm run bench:discord`.
it('loses nothing and answers nothing twice under load, with a reindex in the middle', async () => {
  const stages = await createStages();
  try {
    const stage = await stages.open({ server: { guilds: 4 } });
    const report = await runLoad({ stage, interactions: 200, perSecond: 50 });
    expect(report).toMatchObject({ sent: 200, lost: 0, doubled: 0, reindexed: true });
    // How fast is the bench's matter: a busy machine may be late, and then the answer is refused.
    expect(stage.server.violations.filter((violation) => !violation.includes('10062'))).toEqual([]);
    expect(stage.bot.isAlive()).toBe(true);
  } finally {
    await stages.close();
  }
}, 120_000);

it('loses nothing where one of three processes is killed in the middle of it', async () => {
  const stages = await createStages();
  try {
    // How soon a process is back is the bench's matter, too.
    const server = { guilds: 6, firstResponseMs: 60_000 };
    const stage = await stages.open({ server, shardProcesses: 3 });
    const report = await runLoad({ stage, interactions: 300, perSecond: 30, killedShard: 1 });
    expect(report).toMatchObject({ sent: 300, lost: 0, late: 0, doubled: 0, reindexed: true });
    expect(stage.server.violations).toEqual([]);
    expect(stage.bot.isAlive()).toBe(true);
    expect(stage.bot.plainLines().join('\n')).toContain('shard 1 of 3 ended (SIGKILL)');
  } finally {
    await stages.close();
  }
}, 180_000);
