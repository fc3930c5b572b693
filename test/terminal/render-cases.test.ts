import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/chat/reply.ts';
import { renderReply } from '../../src/terminal/render-reply.ts';

const CASES = join(import.meta.dirname, 'cases');
const NOW = new Date('2026-11-26T12:00:00.000Z');

const DRAWINGS = [
  { file: 'plain-80.txt', columns: 80, colour: false },
  { file: 'colour-60.txt', columns: 60, colour: true },
] as const;

describe.each(readdirSync(CASES))('a reply drawn: %s', (name) => {
  const reply = JSON.parse(readFileSync(join(CASES, name, 'reply.json'), 'utf8')) as Reply;

  it.each(DRAWINGS)('is as in $file', async ({ file, columns, colour }) => {
    const path = join(CASES, name, file);
    await expect(`${renderReply(reply, { columns, colour, now: NOW })}\n`).toMatchFileSnapshot(path);
  });
});
