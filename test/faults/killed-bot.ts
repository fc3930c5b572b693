import { setTimeout as pause } from 'node:timers/promises';
import { parseButtonId } from '../../src/discord/buttons/button-id.ts';
import { buttonsOf } from '../discord/server/people.ts';
import { openServer } from '../discord/support/open-server.ts';
import { startBot } from '../discord/support/start-bot.ts';
import type { Fault } from './fault.ts';

/** How long the bot answers on before it dies, at most. */
const ANSWERING_MS = 2_000;
/** How long the first answer may take: a busy machine embeds the new article at the same time. */
const FIRST_ANSWER_MS = 20_000;

/** SIGKILL of the bot while people ask and vote, and a reindex runs since the seeds changed. */
export const killedBot: Fault = {
  name: 'SIGKILL of the bot between questions and votes',
  async run({ scene, random, times }) {
    const lost: string[] = [];
    const { server, people } = await openServer();
    const guildId = server.world.guilds[0]?.id ?? null;
    let asked = 0;
    let questions = 0;
    let votes = 0;
    try {
      for (let kill = 0; kill < times; kill++) {
        await scene.addArticles(1);
        const bot = startBot({ server, indexFolder: scene.index, seedsFolder: scene.seeds });
        // One of five dies while it starts, after one that answered.
        const isStarting = kill > 0 && random() < 0.2;
        const afterMs = random() * ANSWERING_MS;
        if (isStarting) await pause(afterMs);
        else {
          // A busy machine may need longer than one wait.
          await bot.ready().catch(bot.ready).catch(bot.ready);
          let alive = true;
          let voted = () => {};
          const firstVote = new Promise<void>((resolve) => {
            voted = resolve;
          });
          const talk = async () => {
            while (alive) {
              const question = `How many boats does report ${asked++} of the harbour master count?`;
              const reply = await people.reply(people.slash('ask', { question }));
              const id = buttonsOf(reply)
                .map(({ customId }) => parseButtonId(customId))
                .find((button) => button?.action === 'vote')?.question;
              if (id === undefined) throw new Error(`no vote is possible: ${question}`);
              scene.remember(id, question, null);
              questions++;
              await people.reply(people.press(reply, '👎'));
              scene.remember(id, question, guildId);
              votes++;
              voted();
            }
          };
          // What was not answered when it died is owed to nobody.
          const talking = talk().catch(() => {});
          await Promise.race([firstVote, pause(FIRST_ANSWER_MS)]);
          await pause(afterMs);
          alive = false;
          await bot.stop('SIGKILL');
          server.watched.changed();
          void talking;
        }
        if (isStarting) await bot.stop('SIGKILL');
        const when = `killed ${isStarting ? 'while it started' : `after ${afterMs.toFixed(0)} ms`}`;
        lost.push(...(await scene.check(when)), ...(await scene.recover(`${when}, reindexed`)));
      }
    } finally {
      await server.close();
    }
    if (questions === 0) lost.push('nobody was answered: nothing was tried');
    return { lost, note: `${questions} questions and ${votes} votes were seen to be taken` };
  },
};
