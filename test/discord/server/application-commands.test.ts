// The server judges the bot: it must take what Discord takes and refuse what Discord refuses.
import { describe, expect, it } from 'vitest';
import { COMMAND } from '../support/interact.ts';
import { rawRequest } from '../support/raw-request.ts';
import { startServer } from '../support/start-server.ts';
import type { DiscordServer } from './discord-server.ts';
import type { JsonObject } from './json.ts';

describe('commands', () => {
  const path = (server: DiscordServer) => `/applications/${server.world.applicationId}/commands`;
  const options = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ type: 3, name: `o${n}`, description: 'd' }));

  it('keep their ids, and come back as Discord writes them', async () => {
    const { server } = await startServer();
    const first = await rawRequest(server, 'PUT', path(server), [COMMAND]);
    const again = await rawRequest(server, 'PUT', path(server), [COMMAND, { ...COMMAND, name: 'more' }]);
    const listed = await rawRequest(server, 'GET', path(server));
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
    expect((await rawRequest(server, 'POST', path(server), COMMAND)).status).toBe(200);
    expect((await rawRequest(server, 'POST', path(server), { ...COMMAND, name: 'third' })).status).toBe(201);
    const id = ids(first.body)[0] as string;
    expect(
      (await rawRequest(server, 'PATCH', `${path(server)}/${id}`, { description: 'New' })).body,
    ).toMatchObject({
      id,
      description: 'New',
      name: 'ask',
    });
    expect((await rawRequest(server, 'DELETE', `${path(server)}/${id}`)).status).toBe(204);
    expect((await rawRequest(server, 'GET', `${path(server)}/${id}`)).body.code).toBe(10063);
    expect(server.violations.splice(0)).toHaveLength(1);
  });

  it('of a guild are the guild’s', async () => {
    const { server } = await startServer();
    const [guild] = server.world.guilds;
    const inGuild = path(server).replace('/commands', `/guilds/${guild?.id}/commands`);
    const written = await rawRequest(server, 'PUT', inGuild, [{ ...COMMAND, contexts: [0, 1] }]);
    expect((written.body as unknown as JsonObject[])[0]).toMatchObject({
      guild_id: guild?.id,
      contexts: null,
    });
    expect((await rawRequest(server, 'GET', path(server))).body).toEqual([]);
    expect((await rawRequest(server, 'PUT', inGuild.replace(guild?.id ?? '', '7'), [])).body.code).toBe(
      50001,
    );
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
    const put = await rawRequest(server, 'PUT', path(server), [command]);
    const post = await rawRequest(server, 'POST', path(server), command);
    expect([put.body.code, post.body.code]).toEqual([50035, 50035]);
    expect(server.violations.splice(0).length).toBeGreaterThanOrEqual(2);
  });

  it('can be created 200 times a day', async () => {
    const { server } = await startServer();
    const named = (n: number) => ({ ...COMMAND, name: `c${n}` });
    const batch = (from: number) => Array.from({ length: 100 }, (_, n) => named(from + n));
    expect((await rawRequest(server, 'PUT', path(server), batch(0))).status).toBe(200);
    expect((await rawRequest(server, 'PUT', path(server), batch(100))).status).toBe(200);
    expect((await rawRequest(server, 'PUT', path(server), batch(200))).body.code).toBe(30034);
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
