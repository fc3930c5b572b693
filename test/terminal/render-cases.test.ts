import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/chat/reply.ts';
import { renderReply } from '../../src/terminal/render-reply.ts';

const CASES = join(import.meta.dirname, 'cases');
const NOW = new Date('2026-11-26T12:00:00.000Z');

const DRAWINGS = [
  { file: 'plain-80.txt', columns: 80, colour: false },
  { file: 'plain-40.txt', columns: 40, colour: false },
  { file: 'colour-80.txt', columns: 80, colour: true },
  { file: 'colour-40.txt', columns: 40, colour: true },
] as const;

/** Weights as a reader of the file sees them. */
const MARKERS = [
  ['\u001b[1m', '<bold>'],
  ['\u001b[2m', '<dim>'],
  ['\u001b[22m', '</>'],
] as const;

describe.each(readdirSync(CASES))('a reply drawn: %s', (name) => {
  const reply = JSON.parse(readFileSync(join(CASES, name, 'reply.json'), 'utf8')) as Reply;

  it.each(DRAWINGS)('is as in $file', async ({ file, columns, colour }) => {
    const drawn = renderReply(reply, { columns, colour, now: NOW });
    const readable = MARKERS.reduce((text, [sequence, marker]) => text.replaceAll(sequence, marker), drawn);
    await expect(`${readable}\n`).toMatchFileSnapshot(join(CASES, name, file));
  });
});
