import { z } from 'zod';
import type { Quote } from '../src/answer/answer.ts';
import { DEFAULT_SUMMARY_SENTENCES, DEFAULT_TOPIC_SENTENCES } from '../src/answer/lengths.ts';
import type { Summary } from '../src/answer/summarise.ts';
import type { TopicSummary } from '../src/answer/summarise-topic.ts';
import { findArticle } from '../src/chat/find-article.ts';
import { freshness } from '../src/chat/freshness.ts';
import type { Block, Reply } from '../src/chat/reply.ts';
import { ExpectedError } from '../src/errors.ts';
import type { ListedArticle, Snapshot } from '../src/library/library.ts';
import { defineCommand } from './services.ts';

/** Gives the most telling sentences, quoted: of one article, or of several about a topic. */
export const summary = defineCommand({
  name: 'summary',
  description: 'The few sentences that say most, word for word: of an article, or of several about a topic',
  options: z.object({
    article: z.string().min(1).optional().meta({
      description: 'the article: its id, its title or the start of one',
      positional: true,
      completes: 'articles',
    }),
    about: z.string().min(1).optional().meta({
      description: 'instead of one article: what several say about this, as --about the war in Sudan',
    }),
    sentences: z.coerce
      .number()
      .int()
      .min(1)
      .max(10)
      .optional()
      .meta({
        description: `sentences (1 to 10; ${DEFAULT_SUMMARY_SENTENCES}, or ${DEFAULT_TOPIC_SENTENCES} about a topic)`,
      }),
  }),
  async run({ article, about, sentences }, { services, onProgress }) {
    const snapshot = await services.snapshot(onProgress);
    if (about !== undefined) {
      // Typed without quotation marks, the other words of a topic stand where an article would.
      const topic = article === undefined ? about : `${about} ${article}`;
      const count = sentences ?? DEFAULT_TOPIC_SENTENCES;
      const { summariseTopic } = await import('../src/answer/summarise-topic.ts');
      return topicReply(
        await summariseTopic(topic, snapshot, { answerer: services.answerer, count }),
        snapshot,
      );
    }
    if (article === undefined) {
      throw new ExpectedError('usage', 'Name an article, or a topic, as: /summary --about the war in Sudan');
    }
    const found = await findArticle(snapshot, article, await services.withdrawn());
    return articleReply(found, sentences ?? DEFAULT_SUMMARY_SENTENCES, snapshot);
  },
});

async function articleReply(found: ListedArticle, sentences: number, snapshot: Snapshot): Promise<Reply> {
  const { summarise } = await import('../src/answer/summarise.ts');
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
}

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

function topicReply({ about, quotes, generation }: TopicSummary, snapshot: Snapshot): Reply {
  const nothing = quotes.length === 0;
  const heading = nothing
    ? `These articles say nothing about “${about}”.`
    : `What these articles say about “${about}”`;
  return {
    blocks: [
      { kind: 'heading', text: heading },
      // With its source each, since they are of several articles; none of them is marked.
      ...quotes.map(
        (quote): Block => ({
          kind: 'quote',
          quote: { ...quote, highlight: { start: 0, end: 0 } },
          standing: 'answer',
        }),
      ),
      freshness(snapshot.info),
    ],
    json: {
      about,
      sentences: quotes.map(({ text, place, article, alsoIn }) => ({ text, place, article, alsoIn })),
      generation,
    },
  };
}
