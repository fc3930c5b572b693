// Several processes with shards each, real ones, against the local server: what they do once, and what when one dies.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { shardOf } from '../../src/discord/shards/shard-plan.ts';
import { type Exchange, textIn } from './server/exchange.ts';
import type { Guild } from './server/world.ts';
import { createStages, type Stage, type Stages } from './support/stage.ts';
import { startBot } from './support/start-bot.ts';

const QUESTION = 'how many US troops are in Syria';
const SHARDS = 3;
/** Discord's window is 5 s; a login may take some milliseconds longer than the next one. */
const IDENTIFY_WINDOW_MS = 4_900;
const PATIENCE_MS = 60_000;
const LONG_MS = 120_000;

let stages: Stages;
beforeAll(async () => {
  stages = await createStages();
});
afterAll(() => stages.close());

const ask = ({ people }: Stage, guild: Guild | null) =>
  people.slash('ask', { question: QUESTION }, { guild });
const guildOf = ({ server }: Stage, shard: number) =>
  server.world.guilds.find(({ id }) => shardOf(id, SHARDS) === shard) as Guild;
const count = ({ actions }: Exchange, what: string) => actions.filter((one) => one.what === what).length;

function processOf({ bot }: Stage, shard: number): number {
  const pid = bot.shardProcesses().get(shard);
  if (pid === undefined) throw new Error(`no process has shard ${shard}`);
  return pid;
}

async function kill({ server, ...stage }: Stage, shard: number): Promise<void> {
  const ready = server.gateway.readyShards();
  process.kill(processOf({ server, ...stage }, shard), 'SIGKILL');
  await server.watched.until('the shard to be gone', () => server.gateway.readyShards() < ready);
}

describe('three processes with a shard each', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await stages.open({
      // A busy machine may need longer for a start than people would wait.
      server: { guilds: 9, identifyWindowMs: IDENTIFY_WINDOW_MS, firstResponseMs: PATIENCE_MS },
      shardProcesses: SHARDS,
    });
  }, LONG_MS);
  afterEach(() => {
    expect(stage.bot.isAlive()).toBe(true);
    expect(stage.server.violations).toEqual([]);
  });
  const back = () =>
    stage.server.watched.until('all shards', () => stage.server.gateway.readyShards() === SHARDS);

  it('log in once each, as the shards that they are', async () => {
    expect(stage.server.gateway.identifies.map(({ shard }) => shard).sort()).toEqual([
      [0, SHARDS],
      [1, SHARDS],
      [2, SHARDS],
    ]);
    expect([...stage.bot.shardProcesses().keys()].sort()).toEqual([0, 1, 2]);
  });

  it('answer everybody in every server and in private exactly once', async () => {
    const places = [...stage.server.world.guilds, null];
    const exchanges = [...places, ...places, ...places].map((guild) => ask(stage, guild));
    for (const exchange of exchanges) expect(textIn(await stage.people.reply(exchange))).toContain('900');
    for (const exchange of exchanges) {
      expect([count(exchange, 'callback'), count(exchange, 'edit-original')]).toEqual([1, 1]);
    }
  });

  it('say which shard answers', async () => {
    for (const shard of [0, 1, 2]) {
      const listed = stage.people.slash('sources', {}, { guild: guildOf(stage, shard) });
      expect(textIn(await stage.people.reply(listed))).toContain(`Shard ${shard} of ${SHARDS}.`);
    }
  });

  it('go on without the one that is killed, which comes back and answers what came meanwhile', {
    timeout: LONG_MS,
  }, async () => {
    await kill(stage, 1);
    const meanwhile = ask(stage, guildOf(stage, 1));
    expect(meanwhile.isDelivered).toBe(false);
    for (const shard of [0, 2]) await stage.people.reply(ask(stage, guildOf(stage, shard)));
    expect(textIn(await stage.people.reply(meanwhile))).toContain('900');
    expect(textIn(await stage.people.reply(ask(stage, guildOf(stage, 1))))).toContain('900');
    expect(count(meanwhile, 'edit-original')).toBe(1);
    // It goes on with the session: that costs no login.
    expect(stage.server.gateway.resumes()).toBe(1);
    expect(stage.server.gateway.identifies).toHaveLength(SHARDS);
    expect(stage.bot.plainLines().join('\n')).toMatch(/shard 1 of 3 ended \(SIGKILL\); it starts again/);
  });

  it('leave what came too long before it is back', { timeout: LONG_MS }, async () => {
    await kill(stage, 1);
    const lost = ask(stage, guildOf(stage, 1));
    stage.server.clock.advance(PATIENCE_MS);
    await stage.server.watched.until('a try', () => lost.refusals.includes(10062));
    expect(textIn(await stage.people.reply(ask(stage, guildOf(stage, 1))))).toContain('900');
    expect(lost.actions).toEqual([]);
  });

  it('log in anew where Discord has forgotten the session', { timeout: LONG_MS }, async () => {
    stage.server.gateway.faults.refuseResume = true;
    await kill(stage, 2);
    await back();
    stage.server.gateway.faults.refuseResume = false;
    expect(textIn(await stage.people.reply(ask(stage, guildOf(stage, 2))))).toContain('900');
    expect(stage.server.gateway.identifies).toHaveLength(SHARDS + 1);
  });

  it('answer what the one that was killed had acknowledged', { timeout: LONG_MS }, async () => {
    stage.server.faults.next('original', { kind: 'hang' });
    const exchange = ask(stage, guildOf(stage, 2));
    await stage.server.watched.until('the answer to hang', () => stage.server.faults.waiting() === 0);
    await kill(stage, 2);
    expect(textIn(await stage.people.reply(exchange))).toContain('900');
    expect([count(exchange, 'callback'), count(exchange, 'edit-original')]).toEqual([1, 1]);
    await back();
  });

  it('answer what the one that was killed had not acknowledged yet', { timeout: LONG_MS }, async () => {
    stage.server.faults.next('callback', { kind: 'hang' });
    const exchange = ask(stage, guildOf(stage, 1));
    await stage.server.watched.until('the response to hang', () => stage.server.faults.waiting() === 0);
    await kill(stage, 1);
    expect(textIn(await stage.people.reply(exchange))).toContain('900');
    expect([count(exchange, 'callback'), count(exchange, 'edit-original')]).toEqual([1, 1]);
    await back();
  });

  it('answer nothing again that the one that was killed had answered', { timeout: LONG_MS }, async () => {
    // The process does not hear that its answer was taken, and dies while it tries again.
    stage.server.faults.next('original', { kind: 'done-but-dropped' }, { kind: 'hang' });
    const exchange = ask(stage, guildOf(stage, 2));
    await stage.server.watched.until('the second try to hang', () => stage.server.faults.waiting() === 0);
    await kill(stage, 2);
    await stage.server.watched.until('a look at the answer', () => count(exchange, 'read') === 1);
    // Shard 0 looked, and takes one question after the other: after this one it would have answered that, too.
    await stage.people.reply(ask(stage, guildOf(stage, 0)));
    expect([count(exchange, 'callback'), count(exchange, 'edit-original')]).toEqual([1, 1]);
    await back();
    // The log says which process found it acknowledged.
    const lines = stage.bot.stderr().split('\n');
    const logged = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
    expect(logged).toContainEqual(expect.objectContaining({ fault: 'answered', shards: [0] }));
  });

  it('finish what they have begun when they are asked to leave', { timeout: LONG_MS }, async () => {
    const leaving = await stages.open({ server: { guilds: 9 }, shardProcesses: SHARDS });
    const exchanges = leaving.server.world.guilds.map((guild) => ask(leaving, guild));
    for (const exchange of exchanges) await leaving.people.acknowledged(exchange);
    expect(await leaving.bot.stop()).toBe(0);
    for (const exchange of exchanges) expect(count(exchange, 'edit-original')).toBe(1);
    expect(leaving.server.gateway.readyShards()).toBe(0);
    expect(leaving.server.violations).toEqual([]);
  });

  it('leave none behind when the first process is killed', { timeout: LONG_MS }, async () => {
    const orphaned = await stages.open({ server: { guilds: 3 }, shardProcesses: SHARDS });
    const exchange = ask(orphaned, guildOf(orphaned, 1));
    await orphaned.people.acknowledged(exchange);
    // Resolves once nobody has its standard error any more, which all its processes share.
    await orphaned.bot.stop('SIGKILL');
    expect(count(exchange, 'edit-original')).toBe(1);
    expect(orphaned.server.violations).toEqual([]);
  });
});

describe('processes of shards that cannot start', () => {
  it.each<[string, Parameters<Stages['open']>[0], RegExp, number]>([
    [
      'a token that is refused',
      { prepare: ({ faults }) => faults.always('gateway-bot', { kind: 'status', status: 401 }) },
      /token/i,
      0,
    ],
    [
      'a token that is refused at the login',
      { prepare: ({ gateway }) => gateway.faults.identify.push({ kind: 'close', code: 4004 }) },
      /token/i,
      1,
    ],
    [
      'intents that are refused',
      { prepare: ({ gateway }) => gateway.faults.identify.push({ kind: 'close', code: 4014 }) },
      /intents/i,
      1,
    ],
    ['too many servers a shard', { server: { guilds: 9, mostGuildsAShard: 2 } }, /more servers/, 1],
  ])('end with one plain line: %s', { timeout: LONG_MS }, async (_what, options, says, logins) => {
    const { bot, server } = await stages.open({ ...options, shardProcesses: SHARDS, wait: false });
    expect(await bot.exited).toBe(1);
    expect(bot.plainLines()).toEqual([expect.stringMatching(says)]);
    expect(server.gateway.identifies).toHaveLength(logins);
    expect(server.violations).toEqual([]);
  });

  it('end with one plain line when the token is withdrawn from all', { timeout: LONG_MS }, async () => {
    const { bot, server } = await stages.open({ shardProcesses: SHARDS });
    server.gateway.closeAll(4004);
    expect(await bot.exited).toBe(1);
    const faults = bot.plainLines().filter((line) => !line.startsWith('Dateline is on Discord'));
    expect(faults).toEqual([expect.stringMatching(/token/i)]);
    expect(server.gateway.identifies).toHaveLength(SHARDS);
  });
});

describe('what is true of all processes together', () => {
  it('is the order of logins that Discord asks for', { timeout: LONG_MS }, async () => {
    const server = { guilds: 3, shards: 3, maxConcurrency: 1, identifyWindowMs: IDENTIFY_WINDOW_MS };
    const stage = await stages.open({ server, shardProcesses: 2, wait: false });
    await stage.server.watched.until('all', () => stage.server.gateway.readyShards() === 3, LONG_MS);
    expect(stage.server.gateway.identifies).toHaveLength(3);
    expect(stage.server.violations).toEqual([]);
    await stage.bot.stop();
  });

  it('are the limits of a person', { timeout: LONG_MS }, async () => {
    const environment = () => ({ USER_REQUESTS_PER_MINUTE: '4' });
    const stage = await stages.open({ server: { guilds: 3 }, shardProcesses: SHARDS, environment });
    for (const shard of [0, 1, 2, 0]) {
      expect(textIn(await stage.people.reply(ask(stage, guildOf(stage, shard))))).toContain('900');
    }
    for (const shard of [1, 2]) {
      expect(textIn(await stage.people.reply(ask(stage, guildOf(stage, shard))))).toContain('a lot');
    }
    expect(stage.server.violations).toEqual([]);
    await stage.bot.stop();
  });

  it('is one first index', { timeout: LONG_MS }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dateline-first-'));
    try {
      const environment = () => ({ INDEX_DIR: folder });
      const stage = await stages.open({ server: { guilds: 3 }, shardProcesses: SHARDS, environment });
      // The process of shard 0 builds it, and whoever asks there waits for that.
      await stage.people.reply(ask(stage, guildOf(stage, 0)));
      for (const shard of [1, 2]) {
        const listed = stage.people.slash('sources', {}, { guild: guildOf(stage, shard) });
        expect(textIn(await stage.people.reply(listed))).toContain('generation 1)');
      }
      expect(stage.bot.stderr().match(/Building the index/g)).toHaveLength(1);
      await stage.bot.stop();
      expect(stage.server.violations).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('the bot on several machines', () => {
  it('answers everybody once, each machine for its shards', { timeout: LONG_MS }, async () => {
    const environment = () => ({ DISCORD_SHARD_COUNT: '3', DISCORD_SHARDS: '0' });
    const stage = await stages.open({ server: { guilds: 9 }, environment });
    const other = startBot({
      server: stage.server,
      seedsFolder: stage.seedsFolder,
      indexFolder: stage.indexFolder,
      environment: { DISCORD_SHARD_COUNT: '3', DISCORD_SHARDS: '1-2', DISCORD_SHARD_PROCESSES: '2' },
    });
    try {
      await other.ready(SHARDS);
      const exchanges = [...stage.server.world.guilds, null].map((guild) => ask(stage, guild));
      for (const exchange of exchanges) expect(textIn(await stage.people.reply(exchange))).toContain('900');
      for (const exchange of exchanges) expect(count(exchange, 'edit-original')).toBe(1);
      expect(other.stderr()).toContain('shards 1-2 of 3 in 2 processes');
      expect(stage.server.violations).toEqual([]);
    } finally {
      await other.stop();
    }
  });
});
