// The server judges the bot: it must take what Discord takes and refuse what Discord refuses.
import { MessageFlags } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { connectClient } from '../support/connect-client.ts';
import { COMMAND, interact, say } from '../support/interact.ts';
import { rawRequest } from '../support/raw-request.ts';
import { startServer } from '../support/start-server.ts';
import { type Exchange, textIn } from './exchange.ts';
import type { JsonObject } from './json.ts';
import { buttonsOf } from './people.ts';

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
    await connectClient(server, async () => {});
    server.commandsOf(null).replaceAll([COMMAND]);
    const exchange = people.slash('ask', { question: 'who' }, { userInstalled: true });
    await rawRequest(server, 'POST', `/interactions/${exchange.id}/${exchange.token}/callback`, {
      type: 4,
      data: say('one'),
    });
    const statuses: number[] = [];
    for (let i = 0; i < 6; i++) {
      server.clock.advance(2_000);
      const path = `/webhooks/${server.world.applicationId}/${exchange.token}`;
      statuses.push((await rawRequest(server, 'POST', path, say('more'))).status);
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

describe('autocomplete', () => {
  it.each<[string, JsonObject, number]>([
    ['25 choices', { choices: Array.from({ length: 25 }, (_, n) => ({ name: `n${n}`, value: 'v' })) }, 204],
    ['26 choices', { choices: Array.from({ length: 26 }, (_, n) => ({ name: `n${n}`, value: 'v' })) }, 400],
    ['a name of 101', { choices: [{ name: 'x'.repeat(101), value: 'v' }] }, 400],
    ['a value of 101', { choices: [{ name: 'n', value: 'x'.repeat(101) }] }, 400],
    ['an empty name', { choices: [{ name: '', value: 'v' }] }, 400],
  ])('with %s', async (_what, data, status) => {
    const { server, people } = await startServer();
    await connectClient(server, async () => {});
    server.commandsOf(null).replaceAll([COMMAND]);
    const exchange: Exchange = people.complete('ask', 'question', 'wh');
    const path = `/interactions/${exchange.id}/${exchange.token}/callback`;
    expect((await rawRequest(server, 'POST', path, { type: 5 })).status).toBe(400);
    expect((await rawRequest(server, 'POST', path, { type: 8, data })).status).toBe(status);
    expect(server.violations.splice(0).length).toBeGreaterThan(0);
  });
});

describe('people', () => {
  it('do all that Discord’s client lets them, as discord.js understands it', async () => {
    const { server, people } = await startServer();
    await connectClient(server, async (interaction) => {
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
