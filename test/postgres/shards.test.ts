// Several processes of the bot on one PostgreSQL database, as on several machines.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { shardOf } from '../../src/discord/shards/shard-plan.ts';
import { textIn } from '../discord/server/exchange.ts';
import type { Guild } from '../discord/server/world.ts';
import { createStages, type Stage, type Stages } from '../discord/support/stage.ts';
import { startBot } from '../discord/support/start-bot.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { freshDatabase } from './fresh-database.ts';

const QUESTION = 'how many US troops are in Syria';
const LONG_MS = 240_000;

let stages: Stages;
beforeAll(async () => {
  stages = await createStages();
}, LONG_MS);
afterAll(() => stages.close());

const guildOf = ({ server }: Stage, shard: number) =>
  server.world.guilds.find(({ id }) => shardOf(id, 3) === shard) as Guild;
const ask = ({ people, ...stage }: Stage, shard: number) =>
  people.slash('ask', { question: QUESTION }, { guild: guildOf({ people, ...stage }, shard) });

it('answers from one database on two machines, and counts a person’s requests on both', {
  timeout: LONG_MS,
}, async () => {
  const database = { DATABASE_URL: await freshDatabase(), USER_REQUESTS_PER_MINUTE: '5' };
  const machine = (shards: string) => ({
    ...database,
    DISCORD_SHARD_COUNT: '3',
    DISCORD_SHARDS: shards,
  });
  const stage = await stages.open({ server: { guilds: 3 }, environment: () => machine('0') });
  const other = startBot({
    server: stage.server,
    seedsFolder: stage.seedsFolder,
    indexFolder: await temporaryFolder(),
    environment: { ...machine('1,2'), DISCORD_SHARD_PROCESSES: '2' },
  });
  try {
    await other.ready(3);
    // The process of shard 0 builds the first index, and whoever asks there waits for that.
    for (const shard of [0, 1, 2, 0, 1]) {
      expect(textIn(await stage.people.reply(ask(stage, shard)))).toContain('900');
    }
    for (const shard of [2, 0]) {
      expect(textIn(await stage.people.reply(ask(stage, shard)))).toContain('a lot');
    }
    expect(stage.server.violations).toEqual([]);
  } finally {
    await other.stop();
    await stage.bot.stop();
  }
});
