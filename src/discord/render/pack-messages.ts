// Pure.
import type { APIEmbed } from 'discord.js';
import { EMBEDS_LIMIT, EMBEDS_TOTAL_LIMIT } from '../limits.ts';

/** Puts embeds into as few messages as their order allows: ten each, 6,000 characters together. */
export function packMessages(embeds: readonly APIEmbed[]): readonly (readonly APIEmbed[])[] {
  const messages: APIEmbed[][] = [];
  let characters = 0;
  for (const embed of embeds) {
    const last = messages.at(-1);
    const size = embedSize(embed);
    if (last !== undefined && last.length < EMBEDS_LIMIT && characters + size <= EMBEDS_TOTAL_LIMIT) {
      last.push(embed);
      characters += size;
    } else {
      messages.push([embed]);
      characters = size;
    }
  }
  return messages;
}

/** The characters of an embed that count. */
function embedSize({ title, description, author, footer }: APIEmbed): number {
  return [title, description, author?.name, footer?.text].reduce((sum, text) => sum + (text?.length ?? 0), 0);
}
