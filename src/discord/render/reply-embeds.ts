// Pure.
import type { APIEmbed } from 'discord.js';
import type { Block, Reply } from '../../chat/reply.ts';
import { joinDescriptions } from './join-descriptions.ts';
import { COLOURS, DISAGREEMENT } from './look.ts';
import { quoteEmbeds } from './quote-embeds.ts';
import { summaryEmbeds } from './summary-embeds.ts';
import { type TextBlock, textPieces } from './text-pieces.ts';
import { embedTitle } from './title.ts';

type QuoteBlock = Extract<Block, { readonly kind: 'quote' }>;

/** Embeds of one kind: a heading with the text below it, a quote, or the sentences of a summary. */
type Section =
  | { readonly kind: 'text'; readonly heading: string | null; readonly blocks: TextBlock[] }
  | { readonly kind: 'quote'; readonly block: QuoteBlock }
  | { readonly kind: 'summary'; readonly blocks: QuoteBlock[] };

/** The embeds of a reply, in order, without its freshness. */
export function replyEmbeds({ blocks }: Reply): readonly APIEmbed[] {
  return sectionsOf(blocks).flatMap(sectionEmbeds);
}

function sectionsOf(blocks: readonly Block[]): readonly Section[] {
  const sections: Section[] = [];
  for (const block of blocks) {
    const last = sections.at(-1);
    switch (block.kind) {
      case 'freshness':
        break;
      case 'heading':
        sections.push({ kind: 'text', heading: block.text, blocks: [] });
        break;
      case 'quote':
        if (block.standing !== 'summary') sections.push({ kind: 'quote', block });
        else if (last?.kind === 'summary' && last.blocks[0]?.quote.article.id === block.quote.article.id) {
          last.blocks.push(block);
        } else {
          // A summary is headed by its article's title, which its embed shows, linked.
          if (
            last?.kind === 'text' &&
            last.blocks.length === 0 &&
            last.heading === block.quote.article.title
          ) {
            sections.pop();
          }
          sections.push({ kind: 'summary', blocks: [block] });
        }
        break;
      case 'disagreement':
        if (last?.kind === 'text' && last.blocks.length === 0) last.blocks.push(block);
        else sections.push({ kind: 'text', heading: DISAGREEMENT, blocks: [block] });
        break;
      default:
        if (last?.kind === 'text') last.blocks.push(block);
        else sections.push({ kind: 'text', heading: null, blocks: [block] });
    }
  }
  return sections;
}

function sectionEmbeds(section: Section): readonly APIEmbed[] {
  switch (section.kind) {
    case 'quote':
      return quoteEmbeds(section.block.quote, section.block.standing === 'answer' ? 'answer' : 'nearest');
    case 'summary':
      return summaryEmbeds(section.blocks.map(({ quote }) => quote));
    case 'text':
      return textEmbeds(section.heading, section.blocks);
  }
}

function textEmbeds(heading: string | null, blocks: readonly TextBlock[]): readonly APIEmbed[] {
  const color = blocks[0]?.kind === 'disagreement' ? COLOURS.disagreement : COLOURS.plain;
  const title = heading === null ? {} : { title: embedTitle(heading) };
  const descriptions = joinDescriptions(blocks.flatMap(textPieces));
  if (descriptions.length === 0) return heading === null ? [] : [{ ...title, color }];
  return descriptions.map((description, index) => ({ ...(index === 0 ? title : {}), color, description }));
}
