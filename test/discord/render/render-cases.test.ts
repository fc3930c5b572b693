import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../../src/chat/reply.ts';
import { renderReply } from '../../../src/discord/render/render-reply.ts';

const CASES = join(import.meta.dirname, 'cases');
const CONTEXT = { now: new Date('2026-11-26T12:00:00.000Z'), staleAfterDays: 30 };

// A case is a folder: reply.json is drawn and compared with message.json, which `vitest -u` writes anew.
describe('a reply drawn for Discord', () => {
  it.each(readdirSync(CASES))('is as in cases/%s/message.json', async (name) => {
    const reply = JSON.parse(readFileSync(join(CASES, name, 'reply.json'), 'utf8')) as Reply;
    const drawn = `${JSON.stringify(renderReply(reply, CONTEXT), null, 2)}\n`;
    await expect(drawn).toMatchFileSnapshot(join(CASES, name, 'message.json'));
  });
});
