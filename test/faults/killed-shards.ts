import { setTimeout as pause } from 'node:timers/promises';
import type { DiscordServer } from '../discord/server/discord-server.ts';
import { type Exchange, replyOf } from '../discord/server/exchange.ts';
import type { People } from '../discord/server/people.ts';
import { openServer } from '../discord/support/open-server.ts';
import { type Bot, startBot } from '../discord/support/start-bot.ts';
import type { Fault } from './fault.ts';

const SHARDS = 3;
/** Discord's 3 s would measure the machine. */
const PATIENCE_MS = 120_000;
/** After more in a row a process waits long before it starts again. */
const KILLS_A_BOT = 6;
/** How long people ask between two kills, at most. */
const ASKING_MS = 1_500;
/** Pause between two questions. */
const QUESTION_MS = 40;

/** SIGKILL of one of the bot's processes while people ask in all servers: each is answered, and once. */
export const killedShards: Fault = {
  name: 'SIGKILL of one of three processes of the bot',
  async run({ scene, random, times }) {
    const lost: string[] = [];
    let asked = 0;
    await scene.addArticles(1);
    lost.push(...(await scene.recover('before')));
    for (let kill = 0; kill < times; ) {
      const { server, people } = await openServer({ guilds: 6, firstResponseMs: PATIENCE_MS });
      const bot = startBot({
        server,
        indexFolder: scene.index,
        seedsFolder: scene.seeds,
        environment: { DISCORD_SHARD_PROCESSES: String(SHARDS) },
      });
      try {
        await bot.ready(SHARDS);
        const kills = Math.min(KILLS_A_BOT, times - kill);
        const exchanges = await askAndKill({ server, people, bot, random, kills });
        asked += exchanges.length;
        kill += kills;
        lost.push(...(await broken(server, exchanges)));
      } finally {
        await bot.stop();
        await server.close();
      }
    }
    lost.push(...(await scene.checkServed('after all kills')));
    return { lost, note: `${asked} questions were asked, each answered once` };
  },
};

/** People ask in every server in turn, while one process after the other is killed. */
async function askAndKill(parts: {
  readonly server: DiscordServer;
  readonly people: People;
  readonly bot: Bot;
  readonly random: () => number;
  readonly kills: number;
}): Promise<readonly Exchange[]> {
  const { server, people, bot, random, kills } = parts;
  const exchanges: Exchange[] = [];
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      const guild = server.world.guilds[exchanges.length % server.world.guilds.length] ?? null;
      const question = `How many boats does report ${exchanges.length} of the harbour master count?`;
      exchanges.push(people.slash('ask', { question }, { guild }));
      await pause(QUESTION_MS);
    }
  })();
  for (let kill = 0; kill < kills; kill++) {
    await pause(random() * ASKING_MS);
    // Four of five die while all are at work, the others at any moment of a start.
    if (random() < 0.8) {
      await server.watched.until('all', () => server.gateway.readyShards() === SHARDS, PATIENCE_MS);
    }
    const processes = [...bot.shardProcesses().values()];
    const chosen = processes[Math.floor(random() * processes.length)];
    if (chosen !== undefined) process.kill(chosen, 'SIGKILL');
    await pause(random() * ASKING_MS);
  }
  isOver = true;
  await asking;
  return exchanges;
}

/** A line for each question that was not answered, or not once, and for what else the bot did wrong. */
async function broken(server: DiscordServer, exchanges: readonly Exchange[]): Promise<readonly string[]> {
  await server.watched
    .until('all answers', () => exchanges.every((exchange) => replyOf(exchange) !== null), PATIENCE_MS)
    .catch(() => {});
  const times = ({ actions }: Exchange, what: string) => actions.filter((one) => one.what === what).length;
  const wrong = exchanges.filter(
    (exchange) => times(exchange, 'callback') !== 1 || times(exchange, 'edit-original') !== 1,
  );
  return [
    ...wrong.map(
      (exchange) =>
        `a question was acknowledged ${times(exchange, 'callback')} times and answered ${times(exchange, 'edit-original')} times`,
    ),
    ...server.violations,
  ];
}
