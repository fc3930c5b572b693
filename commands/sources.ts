import { z } from 'zod';
import { count } from '../src/chat/count.ts';
import { feedBlocks } from '../src/chat/feed-blocks.ts';
import { freshness } from '../src/chat/freshness.ts';
import type { Block } from '../src/chat/reply.ts';
import { ExpectedError } from '../src/errors.ts';
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
    const [snapshot, { factsOf }] = await Promise.all([
      services.snapshot(onProgress),
      import('../src/answer/quote.ts'),
    ]);
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
    // A fault in sources.yaml must not hide the articles.
    const feeds = await services.feeds().catch((error: unknown) => {
      if (error instanceof ExpectedError) return error.message;
      throw error;
    });
    const health: readonly Block[] =
      typeof feeds === 'string' ? [{ kind: 'paragraph', text: feeds }] : feedBlocks(feeds);
    return {
      blocks: [list, ...(query === undefined ? health : []), freshness(snapshot.info)],
      json: {
        articles: articles.map((article) => ({
          ...factsOf(article),
          passages: article.passages,
          characters: article.characters,
        })),
        feeds: typeof feeds === 'string' ? [] : feeds,
      },
    };
  },
});
