// Pure.
import type { Progress } from '../../chat/reply.ts';
import { escapeLine } from './escape-text.ts';
import { COLOURS } from './look.ts';
import type { Message } from './message.ts';

const BAR_CELLS = 20;

/** How far long work is, as `embedding: 400 of 1,200 articles` over a bar; to be edited into one message. */
export function renderProgress({ step, done, total, unit }: Progress): Message {
  const count = (value: number) => value.toLocaleString('en-US');
  const full = Math.round(Math.min(1, Math.max(0, done / total)) * BAR_CELLS);
  const description =
    total > 0
      ? `${escapeLine(step)}: ${count(done)} of ${count(total)} ${escapeLine(unit)}\n${'█'.repeat(full)}${'░'.repeat(BAR_CELLS - full)}`
      : `${escapeLine(step)} …`;
  return { embeds: [{ color: COLOURS.plain, description }], allowed_mentions: { parse: [] } };
}
