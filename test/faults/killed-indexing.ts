import type { Fault } from './fault.ts';
import { ended, killAt, startGroup } from './processes.ts';

/** New articles of each reindex: something to embed and to store at whichever moment it dies. */
const NEW_ARTICLES = 3;

/** SIGKILL of a reindex: all its processes at once, or one of them alone. */
export function killedIndexing(which: 'all' | 'alone'): Fault {
  return {
    name: which === 'all' ? 'SIGKILL of a reindex with its children' : 'SIGKILL of one process of a reindex',
    async run({ scene, random, times }) {
      const lost: string[] = [];
      await scene.addArticles(NEW_ARTICLES);
      const startedMs = performance.now();
      await ended(startGroup(scene, ['reindex']));
      const wholeMs = performance.now() - startedMs;
      for (let kill = 0; kill < times; kill++) {
        await scene.addArticles(NEW_ARTICLES);
        // Evenly over the length of a whole one, each moment somewhere within its slot.
        const afterMs = ((kill + random()) / times) * wholeMs;
        const reindex = startGroup(scene, ['reindex']);
        await killAt(reindex, {
          afterMs,
          alone: (count) => (which === 'all' ? null : Math.floor(random() * count)),
        });
        const when = `killed after ${afterMs.toFixed(0)} ms`;
        lost.push(...(await scene.check(when)), ...(await scene.recover(`${when}, reindexed`)));
        const bugs = await reindex.bugs();
        if (bugs !== '') lost.push(`${when}: ${bugs}`);
      }
      return { lost };
    },
  };
}
