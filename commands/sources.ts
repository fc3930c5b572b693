import { z } from 'zod';
import { factsOf } from '../src/answer/quote.ts';
import { count } from '../src/chat/count.ts';
import { feedBlocks } from '../src/chat/feed-blocks.ts';
import { freshness } from '../src/chat/freshness.ts';
import type { Block } from '../src/chat/reply.ts';
import { defineCommand } from './services.ts';

/** Lists the articles, newest first. */
export const sources = defineCommand({
  name: 'sources',
  description: 'The articles that answers are quoted from, newest first',
  options: z.object({
    query: z.string().min(1).optional().meta({
      description: 'only those whose title or publisher holds these words',
      positional: true,
    }),
  }),
  async run({ query }, { services, onProgress }) {
    const snapshot = await services.snapshot(onProgress);
    const words = (query ?? '').toLowerCase().split(/\s+/u);
    const articles = (await snapshot.articles()).filter(({ title, publisher }) => {
      const text = `${title} ${publisher ?? ''}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    const list: Block =
      articles.length === 0
        ? { kind: 'paragraph', text: 'No article has these words in its title or publisher.' }
        : {
            kind: 'articles',
            articles: articles.map((article) => ({
              article: factsOf(article),
              note:
                article.duplicateOf === null
                  ? count(article.passages, 'passage')
                  : `${count(article.passages, 'passage')}, a copy`,
            })),
          };
    const feeds = await services.feeds();
    return {
      blocks: [list, ...(query === undefined ? feedBlocks(feeds) : []), freshness(snapshot.info)],
      json: {
        articles: articles.map((article) => ({
          ...factsOf(article),
          passages: article.passages,
          characters: article.characters,
        })),
        feeds,
      },
    };
  },
});
