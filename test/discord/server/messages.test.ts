// The server judges the bot: it must take what Discord takes and refuse what Discord refuses.
import { describe, expect, it } from 'vitest';
import { connectClient } from '../support/connect-client.ts';
import { COMMAND, interact, NOBODY, say } from '../support/interact.ts';
import { startServer } from '../support/start-server.ts';
import type { JsonObject } from './json.ts';

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
    await connectClient(server, async (interaction) => {
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
