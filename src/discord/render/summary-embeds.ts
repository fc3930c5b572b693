// Pure.
import type { APIEmbed } from 'discord.js';
import type { Quote } from '../../answer/answer.ts';
import { placeWords } from '../../chat/wording.ts';
import { EMBED_DESCRIPTION_LIMIT } from '../limits.ts';
import { joinDescriptions } from './join-descriptions.ts';
import { COLOURS, CONTINUED, DOT, SMALL } from './look.ts';
import { quotationParts } from './quotation-parts.ts';
import { safeLink } from './safe-link.ts';
import { articleWords } from './source-lines.ts';
import { embedTitle } from './title.ts';

/**
 * The sentences of one article that say most: its title, linked; publisher and date; each sentence behind a bar
 * with its paragraph below.
 * @param quotes of one article; at least one
 */
export function summaryEmbeds(quotes: readonly Quote[]): readonly APIEmbed[] {
  const [first] = quotes;
  if (first === undefined) return [];
  const link = safeLink(first.article.url);
  const source = SMALL + articleWords(first.article).join(DOT);
  const sentences = quotes.flatMap((quote) => [
    ...quotationParts(quote, { limit: EMBED_DESCRIPTION_LIMIT, bold: quote.highlight, bar: 'line' }),
    SMALL + placeWords(quote.place),
  ]);
  return joinDescriptions([source, ...sentences]).map((description, index) => ({
    ...(index === 0 ? { title: embedTitle(first.article.title) } : { author: { name: CONTINUED } }),
    ...(index === 0 && link !== null ? { url: link } : {}),
    color: COLOURS.summary,
    description,
  }));
}
