// The server judges the bot: it must take what Discord takes and refuse what Discord refuses.
import { Events } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { connectClient } from '../support/connect-client.ts';
import { COMMAND } from '../support/interact.ts';
import { rawRequest } from '../support/raw-request.ts';
import { startServer } from '../support/start-server.ts';
import type { DiscordServer } from './discord-server.ts';

const gatewayOf = ({ apiUrl }: DiscordServer) =>
  `${apiUrl.replace('http', 'ws').replace('/api', '/gateway')}/`;

/** Sends IDENTIFY behind HELLO. @returns the payload that comes back */
async function identify(socket: WebSocket, token: string, data: object): Promise<unknown> {
  await new Promise((resolve) => socket.once('message', resolve));
  const next = new Promise((resolve) =>
    socket.once('message', (bytes) => resolve(JSON.parse(String(bytes)))),
  );
  socket.send(JSON.stringify({ op: 2, d: { token, properties: {}, ...data } }));
  return next;
}

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

  it('advises as many shards, and logins at the same time, as it is told', async () => {
    const { server } = await startServer({ shards: 3, maxConcurrency: 2 });
    const { body } = await rawRequest(server, 'GET', '/gateway/bot');
    expect(body).toMatchObject({ shards: 3, session_start_limit: { total: 1_000, max_concurrency: 2 } });
  });

  it('gives two processes with the same shard each interaction', async () => {
    const { server, people } = await startServer();
    const seen: string[] = [];
    for (const name of ['one', 'other']) {
      await connectClient(server, async (interaction) => {
        seen.push(name);
        if (interaction.isChatInputCommand()) await interaction.reply(name);
      });
    }
    server.commandsOf(null).replaceAll([COMMAND]);
    await people.reply(people.slash('ask', { question: 'who' }));
    await server.watched.until('both answers', () => server.violations.length > 0);
    expect(seen.sort()).toEqual(['one', 'other']);
    expect(server.violations).toEqual([expect.stringContaining('40060')]);
  });

  it('tells what reached nobody, and forgets the session of a client that said goodbye', async () => {
    const { server, people } = await startServer();
    const client = await connectClient(server, async () => {});
    server.commandsOf(null).replaceAll([COMMAND]);
    expect(people.slash('ask', { question: 'who' }).isDelivered).toBe(true);
    const socket = new WebSocket(gatewayOf(server));
    await identify(socket, server.world.token, { intents: 1 });
    await client.destroy();
    await server.watched.until('the client to be gone', () => server.gateway.readyShards() === 1);
    socket.terminate();
    await server.watched.until('the connection to break', () => server.gateway.readyShards() === 0);
    expect(people.slash('ask', { question: 'who' }).isDelivered).toBe(false);
  });

  it('takes one IDENTIFY a key within the window', async () => {
    const { server } = await startServer({ maxConcurrency: 2, identifyWindowMs: 5_000 });
    const login = async (shard: number) => {
      const socket = new WebSocket(gatewayOf(server));
      return identify(socket, server.world.token, { intents: 1, shard: [shard, 4] });
    };
    expect(await login(0)).toMatchObject({ op: 0, t: 'READY', d: { shard: [0, 4] } });
    expect(await login(1)).toMatchObject({ op: 0, t: 'READY', d: { shard: [1, 4] } });
    expect(server.violations).toEqual([]);
    expect(await login(2)).toMatchObject({ op: 9, d: false });
    expect(server.violations.splice(0)).toEqual([expect.stringContaining('shard 2')]);
    server.clock.advance(5_000);
    expect(await login(2)).toMatchObject({ op: 0, t: 'READY', d: { shard: [2, 4] } });
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

  it.each<[string, number, { token?: string; intents?: number; shard?: readonly number[] }]>([
    ['a wrong token', 4004, { token: 'x' }],
    ['an intent that has to be applied for', 4014, { intents: 1 | (1 << 15) }],
    ['an intent that there is none of', 4013, { intents: 1 << 30 }],
    ['a shard beyond the last', 4010, { shard: [3, 3] }],
    ['a shard of none', 4010, { shard: [0, 0] }],
    ['a shard that is no number', 4010, { shard: [0.5, 2] }],
    ['a shard with too many guilds', 4011, { shard: [0, 1] }],
  ])('refuses %s', async (_what, code, { token, ...asked }) => {
    const { server } = await startServer({ guilds: 3, mostGuildsAShard: 2 });
    const socket = new WebSocket(gatewayOf(server));
    const closed = new Promise<number>((resolve) => socket.once('close', resolve));
    void identify(socket, token ?? server.world.token, { intents: 1, shard: [0, 2], ...asked });
    expect(await closed).toBe(code);
  });
});
