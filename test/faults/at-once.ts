import { BUG, type Fault } from './fault.ts';

/** Two reindexes and a rollback of three processes at the same moment. */
export const atOnce: Fault = {
  name: 'two reindexes and a rollback at once',
  async run({ scene, times }) {
    const lost: string[] = [];
    await scene.addArticles(1);
    lost.push(...(await scene.recover('before')));
    for (let turn = 0; turn < times; turn++) {
      await scene.addArticles(2);
      const runs = await Promise.all(
        ['reindex', 'rollback', 'reindex'].map((command) => scene.run([command])),
      );
      for (const { code, stderr } of runs) {
        if (code === 0) continue;
        if (code !== 1 || BUG.test(stderr)) lost.push(`turn ${turn}: ${stderr}`);
      }
      if (runs[0]?.code !== 0 && runs[2]?.code !== 0) lost.push(`turn ${turn}: neither reindex got through`);
      // A rollback may be what came last: then the generation before is served, until the next reindex.
      lost.push(...(await scene.recover(`turn ${turn}`)));
    }
    return { lost };
  },
};
