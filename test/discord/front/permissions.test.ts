import { describe, expect, it } from 'vitest';
import { type Caller, callerOf } from '../../../src/discord/interactions/caller.ts';
import { mayAnswerInPublic, mayManage, mayModerate } from '../../../src/discord/interactions/may.ts';
import { readInteraction } from '../../../src/discord/interactions/read-interaction.ts';
import { DEFAULT_SETTINGS } from '../../../src/library/records.ts';

const MANAGE_GUILD = String(1 << 5);
const ADMINISTRATOR = String(1 << 3);

function caller(facts: Record<string, unknown> = {}): Caller {
  const read = readInteraction({
    id: '1',
    application_id: '2',
    type: 2,
    token: 't',
    guild_id: '5',
    channel_id: '10',
    channel: { id: '10', type: 0 },
    authorizing_integration_owners: { 0: '5' },
    member: { user: { id: '7' }, roles: ['20'], permissions: '0' },
    data: { name: 'ask' },
    ...facts,
  });
  const found = 'interaction' in read ? callerOf(read.interaction) : null;
  if (found === null) throw new Error('the interaction was not read');
  return found;
}
const member = (permissions: string) => ({ member: { user: { id: '7' }, roles: ['20'], permissions } });

describe('who may moderate', () => {
  it.each([
    ['a member', '0', false],
    ['a member with every other permission', String(~((1n << 5n) | (1n << 3n)) & ((1n << 53n) - 1n)), false],
    ['who may manage the server', MANAGE_GUILD, true],
    ['an administrator', ADMINISTRATOR, true],
    ['a member whose permissions are no number', 'x', false],
  ])('%s', (_who, permissions, may) => {
    expect(mayManage(caller(member(permissions)))).toBe(may);
    expect(mayModerate(caller(member(permissions)), DEFAULT_SETTINGS)).toBe(may);
  });

  it('a role that was named, which may not name others', () => {
    const settings = { ...DEFAULT_SETTINGS, moderatorRoles: ['20', '21'] };
    expect(mayModerate(caller(), settings)).toBe(true);
    expect(mayManage(caller())).toBe(false);
    expect(mayModerate(caller(), { ...settings, moderatorRoles: ['22'] })).toBe(false);
  });

  it('nobody in a server into which the bot was not invited, nor outside of servers', () => {
    const own = caller({ ...member(ADMINISTRATOR), authorizing_integration_owners: { 1: '7' } });
    expect(mayManage(own)).toBe(false);
    expect(mayModerate(own, { ...DEFAULT_SETTINGS, moderatorRoles: ['20'] })).toBe(false);
    const alone = caller({ guild_id: undefined, member: undefined, user: { id: '7' } });
    expect(mayManage(alone)).toBe(false);
    expect(mayModerate(alone, DEFAULT_SETTINGS)).toBe(false);
  });
});

describe('where answers are public', () => {
  it('everywhere until channels are chosen, then there and in their threads', () => {
    const chosen = { ...DEFAULT_SETTINGS, publicChannels: ['10'] };
    expect(mayAnswerInPublic(caller({ channel_id: '11' }), DEFAULT_SETTINGS)).toBe(true);
    expect(mayAnswerInPublic(caller(), chosen)).toBe(true);
    expect(mayAnswerInPublic(caller({ channel_id: '11', channel: { id: '11' } }), chosen)).toBe(false);
    const thread = { channel_id: '12', channel: { id: '12', parent_id: '10' } };
    expect(mayAnswerInPublic(caller(thread), chosen)).toBe(true);
  });
});

describe('an interaction that cannot be read', () => {
  it.each([
    ['nothing', null],
    ['a text', 'hello'],
    ['another kind', { id: '1', application_id: '2', type: 99, token: 't' }],
    ['no token', { id: '1', application_id: '2', type: 2, data: { name: 'ask' } }],
    ['no data', { id: '1', application_id: '2', type: 2, token: 't' }],
    ['a button without its id', { id: '1', application_id: '2', type: 3, token: 't', data: {} }],
  ])('is told apart: %s', (_what, raw) => {
    expect(readInteraction(raw)).toHaveProperty('problem');
  });

  it('names nobody: then nothing is done', () => {
    const read = readInteraction({
      id: '1',
      application_id: '2',
      type: 2,
      token: 't',
      data: { name: 'ask' },
    });
    expect('interaction' in read && callerOf(read.interaction)).toBeNull();
  });
});
