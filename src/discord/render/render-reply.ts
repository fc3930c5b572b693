// Pure: draws a reply for Discord; the only place where it becomes messages.
import type { APIEmbed } from 'discord.js';
import { freshnessLine, staleWarning } from '../../chat/freshness-line.ts';
import type { Reply } from '../../chat/reply.ts';
import { COLOURS, NOTHING } from './look.ts';
import type { ActionRow, Message } from './message.ts';
import { packMessages } from './pack-messages.ts';
import { replyEmbeds } from './reply-embeds.ts';
import { plainLine } from './sendable-text.ts';

/** What a reply is drawn with. */
export interface RenderContext {
  readonly now: Date;
  /** Days from which on the newest article counts as old, and a warning says so. */
  readonly staleAfterDays: number;
  /** Rows of buttons below the last message; left out, an edited message keeps those that it has. */
  readonly components?: readonly ActionRow[];
}

/**
 * Draws a reply as messages in wire form, one or more: the first answers the interaction, the others follow it.
 * Every quotation is whole, over as many embeds and messages as it needs; every limit of Discord's holds; nobody
 * is pinged. All text that comes from outside stands in embeds, where Discord unfurls no address.
 */
export function renderReply(reply: Reply, context: RenderContext): readonly Message[] {
  const pages = packMessages(withFooter(replyEmbeds(reply), footerOf(reply, context)));
  return pages.map((embeds, index) => ({
    embeds: [...embeds],
    allowed_mentions: { parse: [] },
    ...(context.components !== undefined && index === pages.length - 1
      ? { components: [...context.components] }
      : {}),
  }));
}

/** How much was looked through and how old it is: below the last embed. Discord knows no markdown there. */
function footerOf({ blocks }: Reply, context: RenderContext): string | null {
  const freshness = blocks.find((block) => block.kind === 'freshness');
  if (freshness === undefined) return null;
  const warning = staleWarning(freshness, context);
  return plainLine(freshnessLine(freshness, context.now) + (warning === null ? '' : ` · ⚠ ${warning}`));
}

function withFooter(embeds: readonly APIEmbed[], footer: string | null): readonly APIEmbed[] {
  const last = embeds.at(-1) ?? { color: COLOURS.plain, description: NOTHING };
  return [...embeds.slice(0, -1), footer === null ? last : { ...last, footer: { text: footer } }];
}
