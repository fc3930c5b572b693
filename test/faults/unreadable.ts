import { chmod, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BUG, type Fault } from './fault.ts';

/** A file or folder that an ordinary user may no longer read, during a reindex and a question. */
export const unreadable: Fault = {
  name: 'a file or folder that cannot be read',
  async run({ scene, times }) {
    const lost: string[] = [];
    await scene.askAndVote(5);
    for (let turn = 0; turn < times; turn++) {
      const generations = (await readdir(scene.index)).map((name) =>
        Number(/^hnsw-(\d+)\.bin$/.exec(name)?.[1] ?? 0),
      );
      const hnsw = `hnsw-${Math.max(...generations)}.bin`;
      const targets = [
        join(scene.seeds, 'harbour.json'),
        scene.seeds,
        join(scene.index, 'dateline.db'),
        join(scene.index, hnsw),
        join(scene.index, 'records.db'),
        scene.index,
      ];
      const target = targets[turn % targets.length] as string;
      await scene.addArticles(1);
      const { mode } = await stat(target);
      await chmod(target, 0);
      const { code, stderr } = await scene.run(['reindex']);
      const when = `${target} could not be read`;
      if (code === 1 && BUG.test(stderr)) lost.push(`${when}: ${stderr}`);
      await chmod(target, mode);
      lost.push(...(await scene.check(when)), ...(await scene.recover(`${when}, reindexed`)));
    }
    return { lost };
  },
};
