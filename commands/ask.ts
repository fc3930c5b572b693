import { z } from 'zod';
import type { Answer } from '../src/answer/answer.ts';
import { DEFAULT_QUOTES } from '../src/answer/answerer.ts';
import { findArticle } from '../src/chat/find-article.ts';
import { freshness } from '../src/chat/freshness.ts';
import { isoDate } from '../src/chat/option-types.ts';
import type { Block } from '../src/chat/reply.ts';
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
    }),
  }),
  async run({ question, article, since, quotes }, { services, onProgress }) {
    const snapshot = await services.snapshot(onProgress);
    const articleKey =
      article === undefined
        ? undefined
        : (await findArticle(snapshot, article, await services.withdrawn())).articleKey;
    const answer = await services.answerer.ask(question, snapshot, {
      quotes,
      ...(articleKey === undefined ? {} : { articleKey }),
      ...(since === undefined ? {} : { since }),
    });
    return { blocks: [...answerBlocks(answer), freshness(snapshot.info)], json: answer };
  },
});

function answerBlocks(answer: Answer): readonly Block[] {
  if (answer.kind === 'answer') {
    return answer.quotes.map((quote) => ({ kind: 'quote', quote, standing: 'answer' }));
  }
  const nothing: Block = { kind: 'heading', text: 'These articles do not answer that.' };
  if (answer.quotes.length === 0) return [nothing];
  return [
    nothing,
    { kind: 'paragraph', text: 'The nearest passages, which are not an answer:' },
    ...answer.quotes.map((quote): Block => ({ kind: 'quote', quote, standing: 'nearest' })),
  ];
}
