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
    expect(stage.server.violations).toEqual([]);
    expect(stage.bot.isAlive()).toBe(true);
  } finally {
    await stages.close();
  }
}, 120_000);
