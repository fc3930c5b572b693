// The server is the judge of the bot: it must take what Discord takes and refuse what Discord refuses.
import { Client, Events, type Interaction, MessageFlags } from 'discord.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { DiscordServer } from './server/discord-server.ts';
import { type Exchange, textIn } from './server/exchange.ts';
import type { JsonObject } from './server/json.ts';
import { buttonsOf } from './server/people.ts';
import { startServer } from './support/start-server.ts';

const NOBODY = { parse: [] as [] };
const COMMAND = {
  name: 'ask',
  description: 'Asks',
  options: [{ type: 3, name: 'question', description: 'What to ask', required: true, autocomplete: true }],
};

/** A client of discord.js that is ready, with one command registered. */
async function connect(server: DiscordServer, onInteraction: (interaction: Interaction) => Promise<unknown>) {
  const client = new Client({
    intents: [1],
    rest: { api: server.apiUrl, retries: 0 },
    allowedMentions: NOBODY,
    shards: 'auto',
  });
  onTestFinished(() => client.destroy());
  client.on(Events.InteractionCreate, (interaction) => void onInteraction(interaction).catch(() => {}));
  client.on(Events.Error, () => {});
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(server.world.token);
  await ready;
  return client;
}

async function request(server: DiscordServer, method: string, path: string, body?: unknown) {
  const response = await fetch(`${server.apiUrl}/v10${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bot ${server.world.token}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as JsonObject };
}

/** An interaction that was sent to a bot which leaves the answering to raw requests. */
async function interact() {
  const { server, people } = await startServer();
  await connect(server, async () => {});
  server.commandsOf(null).replaceAll([COMMAND]);
  const exchange = people.slash('ask', { question: 'who' });
  const callback = (body: JsonObject) =>
    request(server, 'POST', `/interactions/${exchange.id}/${exchange.token}/callback`, body);
  const webhook = (method: string, rest: string, body?: JsonObject) =>
    request(server, method, `/webhooks/${server.world.applicationId}/${exchange.token}${rest}`, body);
  const original = (body: JsonObject) => webhook('PATCH', '/messages/@original', body);
  return { server, people, exchange, callback, webhook, original };
}

const say = (content: string, more: JsonObject = {}) => ({ content, allowed_mentions: NOBODY, ...more });

describe('the gateway', () => {
  it('brings a client of discord.js to ready with its guilds, on every shard', async () => {
    const { server, people } = await startServer({ guilds: 3, shards: 3 });
    const seen: string[] = [];
    const client = await connect(server, async (interaction) => {
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
    await connect(server, async (interaction) => {
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
    const client = await connect(server, async () => {});
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
    await connect(server, async () => {});
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

describe('an interaction', () => {
  it('is acknowledged once', async () => {
    const { server, exchange, callback, original } = await interact();
    expect((await original(say('early'))).body.code).toBe(10015);
    expect((await callback({ type: 5, data: { flags: 64 } })).status).toBe(204);
    expect((await callback({ type: 4, data: say('again') })).body.code).toBe(40060);
    const edited = await original(say('late enough'));
    expect(edited.body).toMatchObject({ content: 'late enough', flags: 64 });
    expect(exchange.refusals).toEqual([10015, 40060]);
    expect(server.violations.splice(0)).toEqual([
      expect.stringContaining('10015'),
      expect.stringContaining('40060'),
    ]);
  });

  it('may be acknowledged again by who broke the connection before the answer came', async () => {
    const { server, exchange, callback } = await interact();
    const path = `/v10/interactions/${exchange.id}/${exchange.token}/callback`;
    const impatient = new AbortController();
    const sending = fetch(`${server.apiUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 5 }),
      signal: impatient.signal,
    });
    server.watched.until('the first one', () => exchange.responseType !== null).then(() => impatient.abort());
    await expect(sending).rejects.toThrow();
    await expect.poll(() => exchange.connection?.destroyed).toBe(true);
    expect((await callback({ type: 5 })).body.code).toBe(40060);
    expect(server.violations).toEqual([]);
  });

  it('is lost after three seconds, and its token after fifteen minutes', async () => {
    const late = await interact();
    late.server.clock.advance(3_100);
    expect((await late.callback({ type: 5 })).body.code).toBe(10062);

    const { server, callback, original, webhook } = await interact();
    await callback({ type: 5 });
    server.clock.advance(14 * 60_000);
    expect((await original(say('in time'))).status).toBe(200);
    server.clock.advance(60_000);
    expect((await original(say('late'))).body.code).toBe(50027);
    expect((await webhook('POST', '', say('late'))).body.code).toBe(50027);
    // Time was set forward by the test: none of this is held against the bot.
    expect([...late.server.violations, ...server.violations]).toEqual([]);
  });

  it('fills a waiting reply with the first follow-up, and then sends more', async () => {
    const { server, exchange, callback, webhook } = await interact();
    await callback({ type: 5, data: { flags: 64 } });
    await webhook('POST', '', say('first'));
    const second = await webhook('POST', '', say('second', { flags: 0 }));
    expect(server.messages.get(exchange.originalId as string)).toMatchObject({ content: 'first', flags: 64 });
    expect(second.body).toMatchObject({ content: 'second', flags: 0 });
    expect((await webhook('DELETE', `/messages/${second.body.id}`)).status).toBe(204);
    expect((await webhook('PATCH', `/messages/${second.body.id}`, say('gone'))).body.code).toBe(10008);
    expect(server.violations.splice(0)).toEqual([expect.stringContaining('10008')]);
  });

  it('takes five follow-ups where the app is only the user’s', async () => {
    const { server, people } = await startServer();
    await connect(server, async () => {});
    server.commandsOf(null).replaceAll([COMMAND]);
    const exchange = people.slash('ask', { question: 'who' }, { userInstalled: true });
    await request(server, 'POST', `/interactions/${exchange.id}/${exchange.token}/callback`, {
      type: 4,
      data: say('one'),
    });
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) {
      server.clock.advance(2_000);
      const path = `/webhooks/${server.world.applicationId}/${exchange.token}`;
      statuses.push((await request(server, 'POST', path, say('more'))).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 400]);
    expect(server.violations.splice(0)).toEqual([expect.stringContaining('40094')]);
  });

  it('slows edits that come too fast', async () => {
    const { callback, original } = await interact();
    await callback({ type: 5 });
    const answers = [];
    for (let i = 0; i < 6; i++) answers.push(await original(say(`step ${i}`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect(answers.at(-1)?.body.retry_after).toBeGreaterThan(0);
  });

  it.each<[string, JsonObject]>([
    ['choices for a command', { type: 8, data: { choices: [] } }],
    ['an update where there is no message', { type: 7, data: say('x') }],
    [
      'a deferral with another flag than EPHEMERAL',
      { type: 5, data: { flags: MessageFlags.SuppressEmbeds } },
    ],
    ['an unknown type', { type: 77 }],
    ['an empty message', { type: 4, data: say('  ') }],
  ])('is not answered by %s', async (_what, body) => {
    const { server, exchange, callback } = await interact();
    expect((await callback(body)).status).toBe(400);
    expect(exchange.responseType).toBeNull();
    expect(server.violations.splice(0).length).toBeGreaterThan(0);
  });
});

describe('people', () => {
  it('do all that Discord’s client lets them, as discord.js understands it', async () => {
    const { server, people } = await startServer();
    await connect(server, async (interaction) => {
      if (interaction.isAutocomplete()) {
        const { name, value } = interaction.options.getFocused(true);
        await interaction.respond([{ name, value }]);
      } else if (interaction.isMessageContextMenuCommand()) {
        await interaction.reply({ content: interaction.targetMessage.content, flags: 64 });
      } else if (interaction.isButton()) {
        const input = { type: 4, custom_id: 'why', label: 'Why', style: 1 } as const;
        if (interaction.customId === 'go') await interaction.update({ content: 'gone', components: [] });
        else {
          await interaction.showModal({
            title: 'T',
            custom_id: 'm',
            components: [{ type: 1, components: [input] }],
          });
        }
      } else if (interaction.isModalSubmit() && interaction.isFromMessage()) {
        await interaction.update({ content: interaction.fields.getTextInputValue('why') });
      } else if (interaction.isChatInputCommand()) {
        const { options, user, memberPermissions } = interaction;
        const given = [
          options.getSubcommand(),
          options.getRole('role')?.name,
          options.getChannel('in')?.name,
        ];
        const moderates = memberPermissions?.has('ManageGuild');
        await interaction.reply({
          embeds: [{ title: [...given, user.username, moderates].join(' ') }],
          components: [
            {
              type: 1,
              components: ['go', 'ask'].map(
                (id) => ({ type: 2, style: 1, label: id, custom_id: id }) as const,
              ),
            },
          ],
        });
      }
    });
    server
      .commandsOf(null)
      .replaceAll([
        COMMAND,
        { name: 'settings', description: 'S', options: [{ type: 1, name: 'show', description: 'S' }] },
        { name: 'Find sources', type: 3 },
      ]);
    const { moderator, guilds } = server.world;
    const [guild] = guilds;
    expect(await people.choices(people.complete('ask', 'question', 'wh'))).toEqual([
      { name: 'question', value: 'wh' },
    ]);
    const found = await people.reply(people.menu('Find sources', 'a message'));
    expect(found).toMatchObject({ content: 'a message', visibleTo: server.world.member.id });
    const options = { role: { role: guild?.roleIds[0] ?? '' }, in: { channel: guild?.channelIds[1] ?? '' } };
    const shown = await people.reply(people.slash('settings show', options, { by: moderator }));
    expect(textIn(shown).trim()).toBe('show role-1 news-2 odd true');
    expect(buttonsOf(shown).map(({ label }) => label)).toEqual(['go', 'ask']);
    const opened = people.press(shown, 'ask');
    await people.acknowledged(opened);
    expect((await people.reply(people.submit(opened, { why: 'so' }))).content).toBe('so');
    const pressed = await people.reply(people.press(shown, 'go'));
    expect(pressed).toMatchObject({ id: shown.id, content: 'gone', components: [] });
    expect(() => people.press(pressed, 'go')).toThrow(/sees no button/);
    expect(server.violations).toEqual([]);
  });
});

describe('a message', () => {
  const text = (length: number) => 'x'.repeat(length);
  const embeds = (...list: JsonObject[]) => say('', { embeds: list });
  const rows = (...list: JsonObject[]) => say('x', { components: list });
  const row = (...components: JsonObject[]) => ({ type: 1, components });
  const button = (more: JsonObject = {}) => ({ type: 2, style: 2, label: 'Go', custom_id: 'go', ...more });
  const buttons = (count: number, prefix = '') =>
    row(...Array.from({ length: count }, (_, n) => button({ custom_id: `${prefix}${n}` })));
  const select = (count: number, more: JsonObject = {}) => ({
    type: 3,
    custom_id: 'pick',
    options: Array.from({ length: count }, (_, n) => ({ label: `o${n}`, value: `v${n}` })),
    ...more,
  });
  const fields = (count: number) => Array.from({ length: count }, () => ({ name: 'n', value: 'v' }));
  const v2 = (...components: JsonObject[]) => ({ flags: 1 << 15, allowed_mentions: NOBODY, components });

  const TAKEN: [string, JsonObject][] = [
    ['2,000 characters', say(text(2_000))],
    ['10 embeds', embeds(...Array.from({ length: 10 }, () => ({ description: 'x' })))],
    ['a full title', embeds({ title: text(256) })],
    ['a full description', embeds({ description: text(4_096) })],
    ['25 fields', embeds({ fields: fields(25) })],
    ['full fields', embeds({ fields: [{ name: text(256), value: text(1_024) }] })],
    ['a full footer', embeds({ footer: { text: text(2_048) } })],
    ['a full author', embeds({ author: { name: text(256) } })],
    ['6,000 characters in all', embeds({ description: text(4_096) }, { description: text(1_904) })],
    ['5 rows of 5 buttons', rows(...['a', 'b', 'c', 'd', 'e'].map((prefix) => buttons(5, prefix)))],
    ['a full label and id', rows(row(button({ label: text(80), custom_id: text(100) })))],
    ['a select of 25', rows(row(select(25)))],
    ['a link', rows(row({ type: 2, style: 5, label: 'Open', url: `https://x.org/${text(498)}` }))],
    [
      '40 components of 4,000 characters',
      v2(...Array.from({ length: 40 }, () => ({ type: 10, content: text(100) }))),
    ],
  ];
  it('is taken at each limit', async () => {
    for (const [what, payload] of TAKEN) {
      const { server, callback } = await interact();
      expect([what, (await callback({ type: 4, data: payload })).body]).toEqual([what, null]);
      expect(server.violations).toEqual([]);
    }
  });

  const REFUSED: [string, JsonObject][] = [
    ['2,001 characters', say(text(2_001))],
    ['11 embeds', embeds(...Array.from({ length: 11 }, () => ({ description: 'x' })))],
    ['an empty embed', embeds({})],
    ['a title of 257', embeds({ title: text(257) })],
    ['a description of 4,097', embeds({ description: text(4_097) })],
    ['26 fields', embeds({ fields: fields(26) })],
    ['a field’s name of 257', embeds({ fields: [{ name: text(257), value: 'v' }] })],
    ['a field’s value of 1,025', embeds({ fields: [{ name: 'n', value: text(1_025) }] })],
    ['a field without a value', embeds({ fields: [{ name: 'n', value: ' ' }] })],
    ['a footer of 2,049', embeds({ footer: { text: text(2_049) } })],
    ['an author of 257', embeds({ author: { name: text(257) } })],
    ['6,001 characters in all', embeds({ description: text(4_096) }, { description: text(1_905) })],
    ['an address that runs code', embeds({ title: 'x', url: 'javascript:alert(1)' })],
    ['no address', embeds({ title: 'x', url: 'not an address' })],
    ['6 rows', rows(...['a', 'b', 'c', 'd', 'e', 'f'].map((prefix) => buttons(1, prefix)))],
    ['6 buttons in a row', rows(buttons(6))],
    ['two selects in a row', rows(row(select(1), select(1, { custom_id: 'other' })))],
    ['an empty row', rows(row())],
    ['a label of 81', rows(row(button({ label: text(81) })))],
    ['no label', rows(row(button({ label: ' ' })))],
    ['a custom_id of 101', rows(row(button({ custom_id: text(101) })))],
    ['an empty custom_id', rows(row(button({ custom_id: '' })))],
    ['the same custom_id twice', rows(row(button(), button()))],
    ['26 options', rows(row(select(26)))],
    [
      'the same value twice',
      rows(row(select(1, { options: [1, 2].map(() => ({ label: 'a', value: 'a' })) }))),
    ],
    ['a link of 513', rows(row({ type: 2, style: 5, label: 'Open', url: `https://x.org/${text(499)}` }))],
    ['a link that runs code', rows(row({ type: 2, style: 5, label: 'Open', url: 'javascript:alert(1)' }))],
    ['a button outside a row', rows(button())],
    ['a flag that an app cannot set', say('x', { flags: 1 << 8 })],
    ['content beside Components V2', { ...v2({ type: 10, content: 'x' }), content: 'x' }],
    ['embeds beside Components V2', { ...v2({ type: 10, content: 'x' }), embeds: [{ title: 'x' }] }],
    ['41 components', v2(...Array.from({ length: 41 }, () => ({ type: 10, content: 'x' })))],
    ['4,001 characters in components', v2({ type: 10, content: text(4_000) }, { type: 10, content: 'x' })],
  ];
  it('is refused beyond each limit, when it is sent and when it is edited', async () => {
    for (const [what, payload] of REFUSED) {
      const { server, callback, original } = await interact();
      const sent = await callback({ type: 4, data: payload });
      expect([what, sent.status, sent.body.code]).toEqual([what, 400, 50035]);
      await callback({ type: 5 });
      const edited = await original(payload);
      expect([what, edited.status, edited.body.code]).toEqual([what, 400, 50035]);
      expect(server.violations.splice(0).length).toBeGreaterThanOrEqual(2);
    }
  });

  it('keeps the flag of Components V2', async () => {
    const { server, callback, original } = await interact();
    await callback({ type: 4, data: v2({ type: 10, content: 'x' }) });
    expect((await original(say('now text'))).body.code).toBe(50035);
    expect((await original({ ...v2({ type: 10, content: 'y' }), flags: 0 })).body.flags).toBe(1 << 15);
    expect(server.violations.splice(0)).toHaveLength(1);
  });

  it.each<[string, JsonObject]>([
    ['without allowed_mentions', { content: '@everyone' }],
    ['that may ping users', say('x', { allowed_mentions: { parse: ['users'] } })],
    ['that names whom to ping', say('x', { allowed_mentions: { parse: [], users: ['1'] } })],
  ])('%s is written down, sent or edited', async (_what, payload) => {
    const { server, callback, original, webhook } = await interact();
    await callback({ type: 4, data: payload });
    await original(payload);
    await webhook('POST', '', payload);
    expect(server.violations.splice(0)).toEqual(Array(3).fill(expect.stringContaining('allowed_mentions')));
  });

  it('may bring files', async () => {
    const { server, people } = await startServer();
    await connect(server, async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply();
      await interaction.editReply({
        content: 'report',
        files: [{ attachment: Buffer.from('x'), name: 'report.txt' }],
      });
    });
    server.commandsOf(null).replaceAll([COMMAND]);
    const reply = await people.reply(people.slash('ask', { question: 'who' }));
    expect(reply).toMatchObject({ content: 'report', files: ['report.txt'] });
    expect(server.violations).toEqual([]);
  });
});

describe('autocomplete', () => {
  it.each<[string, JsonObject, number]>([
    ['25 choices', { choices: Array.from({ length: 25 }, (_, n) => ({ name: `n${n}`, value: 'v' })) }, 204],
    ['26 choices', { choices: Array.from({ length: 26 }, (_, n) => ({ name: `n${n}`, value: 'v' })) }, 400],
    ['a name of 101', { choices: [{ name: 'x'.repeat(101), value: 'v' }] }, 400],
    ['a value of 101', { choices: [{ name: 'n', value: 'x'.repeat(101) }] }, 400],
    ['an empty name', { choices: [{ name: '', value: 'v' }] }, 400],
  ])('with %s', async (_what, data, status) => {
    const { server, people } = await startServer();
    await connect(server, async () => {});
    server.commandsOf(null).replaceAll([COMMAND]);
    const exchange: Exchange = people.complete('ask', 'question', 'wh');
    const path = `/interactions/${exchange.id}/${exchange.token}/callback`;
    expect((await request(server, 'POST', path, { type: 5 })).status).toBe(400);
    expect((await request(server, 'POST', path, { type: 8, data })).status).toBe(status);
    expect(server.violations.splice(0).length).toBeGreaterThan(0);
  });
});

describe('commands', () => {
  const path = (server: DiscordServer) => `/applications/${server.world.applicationId}/commands`;
  const options = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ type: 3, name: `o${n}`, description: 'd' }));

  it('keep their ids, and come back as Discord writes them', async () => {
    const { server } = await startServer();
    const first = await request(server, 'PUT', path(server), [COMMAND]);
    const again = await request(server, 'PUT', path(server), [COMMAND, { ...COMMAND, name: 'more' }]);
    const listed = await request(server, 'GET', path(server));
    const ids = (body: unknown) => (body as JsonObject[]).map(({ id }) => id);
    expect(ids(again.body)[0]).toBe(ids(first.body)[0]);
    expect(ids(listed.body)).toEqual(ids(again.body));
    expect((listed.body as unknown as JsonObject[])[0]).toMatchObject({
      name: 'ask',
      type: 1,
      nsfw: false,
      contexts: null,
      integration_types: [0],
      default_member_permissions: null,
    });
    expect((await request(server, 'POST', path(server), COMMAND)).status).toBe(200);
    expect((await request(server, 'POST', path(server), { ...COMMAND, name: 'third' })).status).toBe(201);
    const id = ids(first.body)[0] as string;
    expect(
      (await request(server, 'PATCH', `${path(server)}/${id}`, { description: 'New' })).body,
    ).toMatchObject({
      id,
      description: 'New',
      name: 'ask',
    });
    expect((await request(server, 'DELETE', `${path(server)}/${id}`)).status).toBe(204);
    expect((await request(server, 'GET', `${path(server)}/${id}`)).body.code).toBe(10063);
    expect(server.violations.splice(0)).toHaveLength(1);
  });

  it('of a guild are the guild’s', async () => {
    const { server } = await startServer();
    const [guild] = server.world.guilds;
    const inGuild = path(server).replace('/commands', `/guilds/${guild?.id}/commands`);
    const written = await request(server, 'PUT', inGuild, [{ ...COMMAND, contexts: [0, 1] }]);
    expect((written.body as unknown as JsonObject[])[0]).toMatchObject({
      guild_id: guild?.id,
      contexts: null,
    });
    expect((await request(server, 'GET', path(server))).body).toEqual([]);
    expect((await request(server, 'PUT', inGuild.replace(guild?.id ?? '', '7'), [])).body.code).toBe(50001);
    expect(server.violations.splice(0)).toHaveLength(1);
  });

  it.each<[string, JsonObject]>([
    ['a name in capitals', { ...COMMAND, name: 'Ask' }],
    ['a name of 33', { ...COMMAND, name: 'x'.repeat(33) }],
    ['a name with a space', { ...COMMAND, name: 'ask me' }],
    ['no description', { ...COMMAND, description: '' }],
    ['a description of 101', { ...COMMAND, description: 'x'.repeat(101) }],
    ['26 options', { ...COMMAND, options: options(26) }],
    ['the same option twice', { ...COMMAND, options: [...options(1), ...options(1)] }],
    ['a required option last', { ...COMMAND, options: [...options(1), ...COMMAND.options] }],
    [
      'an option’s description of 101',
      { ...COMMAND, options: [{ type: 3, name: 'a', description: 'x'.repeat(101) }] },
    ],
    [
      '26 choices',
      {
        ...COMMAND,
        options: [
          {
            type: 3,
            name: 'a',
            description: 'd',
            choices: Array.from({ length: 26 }, (_, n) => ({ name: `n${n}`, value: 'v' })),
          },
        ],
      },
    ],
    [
      'choices that are completed',
      {
        ...COMMAND,
        options: [
          { type: 3, name: 'a', description: 'd', autocomplete: true, choices: [{ name: 'n', value: 'v' }] },
        ],
      },
    ],
    [
      '8,001 characters',
      {
        ...COMMAND,
        options: Array.from({ length: 2 }, (_, o) => ({
          type: 3,
          name: `o${o}`,
          description: 'd',
          choices: Array.from({ length: 25 }, (_, n) => ({
            name: `${n}`.padEnd(100, 'x'),
            value: 'v'.repeat(100),
          })),
        })),
      },
    ],
    ['a context that there is none of', { ...COMMAND, contexts: [7] }],
    ['the same context twice', { ...COMMAND, contexts: [0, 0] }],
    ['a context menu with a description', { type: 3, name: 'Find', description: 'x' }],
    ['a context menu with options', { type: 3, name: 'Find', options: options(1) }],
  ])('with %s are refused', async (_what, command) => {
    const { server } = await startServer();
    const put = await request(server, 'PUT', path(server), [command]);
    const post = await request(server, 'POST', path(server), command);
    expect([put.body.code, post.body.code]).toEqual([50035, 50035]);
    expect(server.violations.splice(0).length).toBeGreaterThanOrEqual(2);
  });

  it('can be created 200 times a day', async () => {
    const { server } = await startServer();
    const named = (n: number) => ({ ...COMMAND, name: `c${n}` });
    const batch = (from: number) => Array.from({ length: 100 }, (_, n) => named(from + n));
    expect((await request(server, 'PUT', path(server), batch(0))).status).toBe(200);
    expect((await request(server, 'PUT', path(server), batch(100))).status).toBe(200);
    expect((await request(server, 'PUT', path(server), batch(200))).body.code).toBe(30034);
    expect(server.violations.splice(0)).toHaveLength(1);
  });

  it('need the token', async () => {
    const { server } = await startServer();
    const response = await fetch(`${server.apiUrl}/v10/gateway/bot`, { headers: { authorization: 'Bot x' } });
    expect(response.status).toBe(401);
    expect(server.barring()).toBe(1);
    expect(server.violations.splice(0)).toHaveLength(1);
  });
});

describe('faults that are scripted', () => {
  it('meet requests in order, once each', async () => {
    const { server, callback, original } = await interact();
    await callback({ type: 5 });
    server.faults.next(
      'original',
      { kind: 'rate-limited', retryAfterMs: 250 },
      { kind: 'status', status: 500 },
      { kind: 'status', status: 403, code: 50013, message: 'Missing Permissions' },
      { kind: 'done-but-status', status: 502 },
    );
    const answers = [];
    for (let i = 0; i < 5; i++) answers.push(await original(say(`${i}`)));
    expect(answers.map(({ status }) => status)).toEqual([429, 500, 403, 502, 200]);
    expect(answers[0]?.body.retry_after).toBe(0.25);
    expect(answers[2]?.body.code).toBe(50013);
    expect(server.barring()).toBe(2);
  });

  it('break connections, with and without the request done', async () => {
    const { server, exchange, callback, original } = await interact();
    await callback({ type: 5 });
    server.faults.next('original', { kind: 'dropped' }, { kind: 'done-but-dropped' });
    await expect(original(say('lost'))).rejects.toThrow();
    await expect(original(say('taken'))).rejects.toThrow();
    expect(exchange.actions.map(({ message }) => message?.content)).toEqual(['', 'taken']);
  });

  it('can take a first response and say that it failed', async () => {
    const { server, exchange, callback } = await interact();
    server.faults.next('callback', { kind: 'done-but-status', status: 500 });
    expect((await callback({ type: 5 })).status).toBe(500);
    expect((await callback({ type: 5 })).body.code).toBe(40060);
    expect(exchange.responseType).toBe(5);
    expect(server.violations).toEqual([]);
  });
});

describe.skipIf(!process.env.DISCORD_OPENAPI)('Discord’s published document', () => {
  it.each<[string, JsonObject]>([
    ['a misspelt key', say('x', { embed: [] })],
    ['a misspelt key of an embed', say('x', { embeds: [{ descripton: 'x', title: 'x' }] })],
    ['a number for a text', say('x', { embeds: [{ title: 'x', footer: { text: 'x', icon_url: 7 } }] })],
  ])('judges %s', async (_what, data) => {
    const { server, callback, original } = await interact();
    await callback({ type: 4, data });
    await original(data);
    expect(server.violations.splice(0)).toEqual(Array(2).fill(expect.stringContaining('schema')));
  });

  it('takes permissions as they go over the wire', async () => {
    const { server } = await startServer();
    const path = `/applications/${server.world.applicationId}/commands`;
    await request(server, 'PUT', path, [{ ...COMMAND, default_member_permissions: '32' }]);
    expect(server.violations).toEqual([]);
    await request(server, 'PUT', path, [{ ...COMMAND, option: [] }]);
    expect(server.violations.splice(0)).toEqual([expect.stringContaining('schema')]);
  });
});
