// Pure.
import type { APIEmbed } from 'discord.js';
import type { Quote } from '../../answer/answer.ts';
import { EMBED_DESCRIPTION_LIMIT } from '../limits.ts';
import { drawQuotation } from './draw-quotation.ts';
import { COLOURS, CONTINUED, GOES_ON, NOT_AN_ANSWER, SMALL } from './look.ts';
import { safeLink } from './safe-link.ts';
import { sourceLines } from './source-line.ts';
import { splitText } from './split-text.ts';
import { embedTitle } from './title.ts';

const NOTHING_BOLD = { start: 0, end: 0 };

/**
 * One quote: its article's title, linked; the quotation behind a bar with the answering words in bold; its
 * source in small lines below. What is merely near is grey, has nothing bold and says over itself what it is.
 * @returns one embed, or several where the quotation is longer than one takes
 */
export function quoteEmbeds(quote: Quote, standing: 'answer' | 'nearest'): readonly APIEmbed[] {
  const link = safeLink(quote.article.url);
  const parts = quotationParts(
    quote,
    sourceLines(quote),
    standing === 'answer' ? quote.highlight : NOTHING_BOLD,
  );
  return parts.map((description, index) => {
    const isFirst = index === 0;
    const labels = [...(standing === 'nearest' ? [NOT_AN_ANSWER] : []), ...(isFirst ? [] : [CONTINUED])];
    return {
      ...(labels.length === 0 ? {} : { author: { name: labels.join(' ') } }),
      ...(isFirst ? { title: embedTitle(quote.article.title) } : {}),
      ...(isFirst && link !== null ? { url: link } : {}),
      color: COLOURS[standing],
      description,
    };
  });
}

/** A quotation as descriptions of embeds, each full of whole sentences; `below` stands under the last one. */
export function quotationParts(
  { text, highlight }: Pick<Quote, 'text' | 'highlight'>,
  below: readonly string[],
  bold = highlight,
): readonly string[] {
  const goesOn = [SMALL + GOES_ON];
  const reserved = Math.max(...[below, goesOn].map((lines) => lines.join('\n').length)) + 1;
  const spans = splitText(text, {
    limit: EMBED_DESCRIPTION_LIMIT - reserved,
    drawnLength: (span) => drawQuotation(text, span, bold).length,
    whole: highlight,
  });
  if (spans.length === 0) return [below.join('\n')];
  return spans.map((span, index) => {
    const under = index === spans.length - 1 ? below : goesOn;
    return [drawQuotation(text, span, bold), ...under].join('\n');
  });
}
