import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from './fault.ts';
import { flip, MOST_BITS } from './flip.ts';

const QUESTIONS = 200;

/**
 * Bits flipped in the file of records, the only copy of what it holds: the rows of a page that cannot be read are
 * gone, which is measured. Nothing else may be, and the backup brings all of them back.
 */
export const flippedRecords: Fault = {
  name: `1 to ${MOST_BITS} bits flipped in records.db`,
  async run({ scene, random, times }) {
    const lost: string[] = [];
    await scene.askAndVote(QUESTIONS);
    await scene.save();
    const backup = join(scene.folder, 'backup');
    const made = await scene.run(['backup', backup]);
    if (made.code !== 0) lost.push(`no backup: ${made.stderr}`);
    let read = 0;
    for (let turn = 0; turn < times; turn++) {
      await scene.restore();
      const file = join(scene.index, 'records.db');
      const when = `records.db, bits at ${(await flip(file, random)).join(', ')}`;
      const opened = await scene.missingRecords().catch((error: Error) => error);
      if (opened instanceof Error) lost.push(`${when}: ${opened.message}`);
      else read += QUESTIONS - opened.filter((line) => line.startsWith('question')).length;
      lost.push(...(await scene.checkServed(when)));
      await rm(file, { force: true });
      await cp(join(backup, 'records.db'), file);
      lost.push(...(await scene.check(`${when}, from the backup`)));
    }
    const share = (100 * read) / (QUESTIONS * times);
    return {
      lost,
      note: `${share.toFixed(1)} % of the questions read from the damaged file, all from the backup`,
    };
  },
};
