import { z } from 'zod';
import type { Quote } from '../src/answer/answer.ts';
import { DEFAULT_SUMMARY_SENTENCES, type Summary, summarise } from '../src/answer/summarise.ts';
import { findArticle } from '../src/chat/find-article.ts';
import { freshness } from '../src/chat/freshness.ts';
import { ExpectedError } from '../src/errors.ts';
import { defineCommand } from './services.ts';

/** Gives an article's most telling sentences, quoted. */
export const summary = defineCommand({
  name: 'summary',
  description: 'The few sentences of an article that say most, quoted word for word',
  options: z.object({
    article: z.string().min(1).meta({
      description: 'the article: its id, its title or the start of one',
      positional: true,
      completes: 'articles',
    }),
    sentences: z.coerce.number().int().min(1).max(10).default(DEFAULT_SUMMARY_SENTENCES).meta({
      description: 'sentences (1 to 10)',
    }),
  }),
  async run({ article, sentences }, { services, onProgress }) {
    const snapshot = await services.snapshot(onProgress);
    const found = await findArticle(snapshot, article, await services.withdrawn());
    const result = await summarise(snapshot, found.articleKey, sentences);
    if (result === null) {
      throw new ExpectedError(
        'database-damaged',
        `The stored text of “${found.title}” is damaged, so nothing of it is quoted; run /reindex to store it again.`,
      );
    }
    return {
      blocks: [
        { kind: 'heading', text: result.article.title },
        ...summaryQuotes(result).map((quote) => ({ kind: 'quote', quote, standing: 'summary' }) as const),
        freshness(snapshot.info),
      ],
      json: result,
    };
  },
});

function summaryQuotes({ article, sentences }: Summary): readonly Quote[] {
  return sentences.map(({ text, place }) => ({
    text,
    highlight: { start: 0, end: 0 },
    article,
    place,
    score: 1,
    alsoIn: [],
  }));
}
