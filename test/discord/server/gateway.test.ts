// The server judges the bot: it must take what Discord takes and refuse what Discord refuses.
import { Events } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { connectClient } from '../support/connect-client.ts';
import { COMMAND } from '../support/interact.ts';
import { startServer } from '../support/start-server.ts';

describe('the gateway', () => {
  it('brings a client of discord.js to ready with its guilds, on every shard', async () => {
    const { server, people } = await startServer({ guilds: 3, shards: 3 });
    const seen: string[] = [];
    const client = await connectClient(server, async (interaction) => {
      seen.push(interaction.guildId ?? 'private');
      if (interaction.isChatInputCommand()) await interaction.reply('here');
    });
    expect([...client.guilds.cache.keys()].sort()).toEqual(server.world.guilds.map(({ id }) => id).sort());
    expect(server.gateway.identifies.map(({ shard }) => shard)).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
    ]);
    server.commandsOf(null).replaceAll([COMMAND]);
    for (const guild of [...server.world.guilds, null]) {
      await people.reply(people.slash('ask', { question: 'who' }, { guild }));
    }
    expect(seen).toEqual([...server.world.guilds.map(({ id }) => id), 'private']);
    expect(server.violations).toEqual([]);
  });

  it.each([1001, 1006, 4000])('replays what came meanwhile after %i', async (code) => {
    const { server, people } = await startServer();
    await connectClient(server, async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply('here');
    });
    server.commandsOf(null).replaceAll([COMMAND]);
    server.gateway.closeAll(code);
    await server.watched.until('a lost connection', () => server.gateway.readyShards() === 0);
    const exchange = people.slash('ask', { question: 'who' });
    expect((await people.reply(exchange)).content).toBe('here');
    expect(server.gateway.resumes()).toBe(1);
    expect(server.violations).toEqual([]);
  });

  it('takes a session back after op 7, and after op 9 asks for a new one', async () => {
    const { server } = await startServer();
    const client = await connectClient(server, async () => {});
    const resumed = new Promise((resolve) => client.once(Events.ShardResume, resolve));
    server.gateway.requestReconnect();
    await resumed;
    expect(server.gateway.resumes()).toBe(1);
    const ready = new Promise((resolve) => client.once(Events.ShardReady, resolve));
    server.gateway.invalidate({ resumable: false });
    await ready;
    expect(server.gateway.identifies).toHaveLength(2);
  });

  it('answers heartbeats, and shows a client that stays deaf as gone', async () => {
    const { server } = await startServer({ heartbeatIntervalMs: 50 });
    await connectClient(server, async () => {});
    await server.watched.until('heartbeats', () => server.gateway.heartbeats() > 3);
    server.gateway.faults.deaf = true;
    await server.watched.until('a RESUME', () => server.gateway.resumes() > 0);
  });

  it.each([
    ['a wrong token', 4004, 'x', 1],
    ['an intent that has to be applied for', 4014, null, 1 | (1 << 15)],
    ['an intent that there is none of', 4013, null, 1 << 30],
  ])('refuses %s', async (_what, code, token, intents) => {
    const { server } = await startServer();
    const socket = new WebSocket(`${server.apiUrl.replace('http', 'ws').replace('/api', '/gateway')}/`);
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => socket.once('message', resolve));
    socket.send(
      JSON.stringify({ op: 2, d: { token: token ?? server.world.token, intents, properties: {} } }),
    );
    expect(await closed).toBe(code);
  });
});
