import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from './fault.ts';

const FAKE = new URL('./moved-clock.mjs', import.meta.url).href;
const YEARS_MS = 5 * 365 * 24 * 3_600_000;

/** Reindexes under a clock that jumps years back and forth, and a seed file from another time. */
export const movedClock: Fault = {
  name: 'the clock moved back and forth',
  async run({ scene, random, times }) {
    const lost: string[] = [];
    await scene.askAndVote(5);
    for (let turn = 0; turn < times; turn++) {
      await scene.addArticles(1);
      const offsetMs = Math.floor((random() * 2 - 1) * YEARS_MS);
      const then = new Date(Date.now() - offsetMs);
      await utimes(join(scene.seeds, 'harbour.json'), then, then);
      const when = `the clock was off by ${(offsetMs / 86_400_000).toFixed(0)} days`;
      const { code, stderr } = await scene.run(['reindex'], {
        NODE_OPTIONS: `--import=${FAKE}`,
        CLOCK_OFFSET_MS: String(offsetMs),
      });
      if (code !== 0) lost.push(`${when}: ${stderr}`);
      lost.push(...(await scene.check(when)), ...(await scene.recover(`${when}, reindexed`)));
    }
    return { lost };
  },
};
