import { z } from 'zod';
import { DEFAULT_QUOTES } from '../src/answer/answerer.ts';
import { answerBlocks } from '../src/chat/answer-blocks.ts';
import { findArticle } from '../src/chat/find-article.ts';
import { freshness } from '../src/chat/freshness.ts';
import { isoDate } from '../src/chat/option-types.ts';
import { defineCommand } from './services.ts';

/** Answers a question with quotes, or says plainly that the articles do not answer it. */
export const ask = defineCommand({
  name: 'ask',
  description: 'Ask the articles a question; the answer is quoted word for word, with its source',
  options: z.object({
    question: z.string().meta({ description: 'the question, in your own words', positional: true }),
    article: z.string().min(1).optional().meta({
      description: 'look only in this article: its id, its title or the start of one',
      completes: 'articles',
    }),
    since: isoDate.optional().meta({ description: 'only articles published since this date, as 2025-12-31' }),
    quotes: z.coerce.number().int().min(1).max(10).default(DEFAULT_QUOTES).meta({
      description: 'quotes at most, each from another article (1 to 10)',
      // On Discord further ones are behind a button.
      front: 'terminal',
    }),
  }),
  async run({ question, article, since, quotes }, { services, onProgress }) {
    const snapshot = await services.snapshot(onProgress);
    const articleKey = article === undefined ? undefined : (await findArticle(snapshot, article)).articleKey;
    const answer = await services.answerer.ask(question, snapshot, {
      quotes,
      ...(articleKey === undefined ? {} : { articleKey }),
      ...(since === undefined ? {} : { since }),
    });
    return { blocks: [...answerBlocks(answer), freshness(snapshot.info)], json: answer };
  },
});
