// Pure.
import type { APIEmbed } from 'discord.js';
import type { Quote } from '../../answer/answer.ts';
import { EMBED_DESCRIPTION_LIMIT } from '../limits.ts';
import { COLOURS, CONTINUED, GOES_ON, NOT_AN_ANSWER } from './look.ts';
import { quotationParts } from './quotation-parts.ts';
import { safeLink } from './safe-link.ts';
import { sourceLines } from './source-lines.ts';
import { embedTitle } from './title.ts';

/**
 * One quote: its article's title, linked; its source in small lines; then, behind a bar up to the end, the
 * quotation with the answering words in bold. What is merely near is grey, has nothing bold and says over itself
 * what it is.
 * @returns one embed, or several where the quotation is longer than one takes
 */
export function quoteEmbeds(quote: Quote, standing: 'answer' | 'nearest'): readonly APIEmbed[] {
  const link = safeLink(quote.article.url);
  const source = `${sourceLines(quote).join('\n')}\n`;
  const parts = quotationParts(quote, {
    limit: EMBED_DESCRIPTION_LIMIT - source.length,
    bold: standing === 'answer' ? quote.highlight : { start: 0, end: 0 },
    bar: 'to-end',
  });
  return parts.map((part, index) => {
    const isFirst = index === 0;
    const labels = [...(standing === 'nearest' ? [NOT_AN_ANSWER] : []), ...(isFirst ? [] : [CONTINUED])];
    return {
      ...(labels.length === 0 ? {} : { author: { name: labels.join(' ') } }),
      ...(isFirst ? { title: embedTitle(quote.article.title) } : {}),
      ...(isFirst && link !== null ? { url: link } : {}),
      color: COLOURS[standing],
      description: isFirst ? source + part : part,
      ...(index < parts.length - 1 ? { footer: { text: GOES_ON } } : {}),
    };
  });
}
