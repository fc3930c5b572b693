// Pure.
import type { APIEmbed } from 'discord.js';
import type { Quote } from '../../answer/answer.ts';
import { placeWords } from '../../chat/wording.ts';
import { joinDescriptions } from './join-descriptions.ts';
import { COLOURS, CONTINUED, DOT, SMALL } from './look.ts';
import { quotationParts } from './quote-embeds.ts';
import { safeLink } from './safe-link.ts';
import { articleWords } from './source-line.ts';
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
  const parts = quotes.flatMap((quote) => quotationParts(quote, [SMALL + placeWords(quote.place)]));
  return joinDescriptions([source, ...parts]).map((description, index) => ({
    ...(index === 0 ? { title: embedTitle(first.article.title) } : { author: { name: CONTINUED } }),
    ...(index === 0 && link !== null ? { url: link } : {}),
    color: COLOURS.summary,
    description,
  }));
}
