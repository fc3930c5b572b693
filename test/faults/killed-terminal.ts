import type { Fault } from './fault.ts';
import { ended, killAt, startGroup } from './processes.ts';

/** SIGKILL of the chat in a terminal, alone, while it answers and its child reindexes. */
export const killedTerminal: Fault = {
  name: 'SIGKILL of the chat in a terminal',
  async run({ scene, random, times }) {
    const lost: string[] = [];
    const talk = 'who cut the ribbon\n/reindex\nwho cut the ribbon\n/sources\n';
    const startedMs = performance.now();
    const whole = startGroup(scene, ['start']);
    whole.child.stdin?.end(talk);
    await ended(whole);
    const wholeMs = performance.now() - startedMs;
    for (let kill = 0; kill < times; kill++) {
      await scene.addArticles(1);
      const chat = startGroup(scene, ['start']);
      chat.child.stdin?.end(talk);
      const afterMs = ((kill + random()) / times) * wholeMs;
      await killAt(chat, { afterMs, alone: () => 0 });
      const when = `killed after ${afterMs.toFixed(0)} ms`;
      lost.push(...(await scene.check(when)), ...(await scene.recover(`${when}, reindexed`)));
      const bugs = await chat.bugs();
      if (bugs !== '') lost.push(`${when}: ${bugs}`);
    }
    return { lost };
  },
};
