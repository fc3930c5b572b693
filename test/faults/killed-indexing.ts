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
      const whole = startGroup(scene, ['reindex']);
      await whole.working;
      const workingMs = performance.now();
      await ended(whole);
      const workMs = performance.now() - workingMs;
      for (let kill = 0; kill < times; kill++) {
        await scene.addArticles(NEW_ARTICLES);
        const reindex = startGroup(scene, ['reindex']);
        // One of four may die while it starts, the others at work.
        const isAtWork = random() < 0.75;
        if (isAtWork) await reindex.working;
        const afterMs = random() * workMs;
        await killAt(reindex, {
          afterMs,
          alone: (count) => (which === 'all' ? null : Math.floor(random() * count)),
        });
        const when = `killed ${afterMs.toFixed(0)} ms after ${isAtWork ? 'it began' : 'its start'}`;
        lost.push(...(await scene.check(when)), ...(await scene.recover(`${when}, reindexed`)));
        const bugs = await reindex.bugs();
        if (bugs !== '') lost.push(`${when}: ${bugs}`);
      }
      return { lost };
    },
  };
}
