// The server judges the bot: it must take what Discord takes and refuse what Discord refuses.
import { describe, expect, it } from 'vitest';
import { COMMAND, interact, say } from '../support/interact.ts';
import { rawRequest } from '../support/raw-request.ts';
import { startServer } from '../support/start-server.ts';
import type { JsonObject } from './json.ts';

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
    await rawRequest(server, 'PUT', path, [{ ...COMMAND, default_member_permissions: '32' }]);
    expect(server.violations).toEqual([]);
    await rawRequest(server, 'PUT', path, [{ ...COMMAND, option: [] }]);
    expect(server.violations.splice(0)).toEqual([expect.stringContaining('schema')]);
  });
});
