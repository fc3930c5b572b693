import { z } from 'zod';
import { DEFAULT_QUOTES } from '../src/answer/lengths.ts';
import { contentWords } from '../src/answer/words.ts';
import { answerBlocks } from '../src/chat/answer-blocks.ts';
import { findArticle } from '../src/chat/find-article.ts';
import { freshness } from '../src/chat/freshness.ts';
import { flag, sinceDate } from '../src/chat/option-types.ts';
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
    since: sinceDate.optional().meta({
      description: 'only articles published since then, as 2025-12-31, yesterday or last March',
    }),
    quotes: z.coerce.number().int().min(1).max(10).default(DEFAULT_QUOTES).meta({
      description: 'quotes at most, each for what the others do not say (1 to 10)',
      // On Discord further ones are behind a button.
      front: 'terminal',
    }),
    explain: flag.meta({
      description: 'also why each quote was chosen, and which words matched',
      flag: true,
      // On Discord behind a button.
      front: 'terminal',
    }),
  }),
  async run({ question, article, since, quotes, explain }, { services, onProgress, formerQuestion }) {
    const read = formerQuestion === undefined ? null : await readAfter(formerQuestion, question);
    const snapshot = await services.snapshot(onProgress);
    const articleKey =
      article === undefined
        ? undefined
        : (await findArticle(snapshot, article, await services.withdrawn())).articleKey;
    const answer = await services.answerer.ask(read ?? question, snapshot, {
      quotes,
      explain,
      ...(articleKey === undefined ? {} : { articleKey }),
      ...(since === undefined ? {} : { since }),
    });
    return {
      blocks: [...readAs(read), ...answerBlocks(answer), freshness(snapshot.info)],
      // `and when was that?` has no words of its own to go on from.
      ...(contentWords(answer.question).length === 0 ? {} : { question: answer.question }),
      json: answer,
    };
  },
});

async function readAfter(formerQuestion: string, question: string): Promise<string | null> {
  const { readFollowUp } = await import('../src/answer/follow-up.ts');
  return readFollowUp(formerQuestion, question);
}

/** Says how a follow-up was read, so that a wrong reading is seen. */
function readAs(read: string | null): readonly Block[] {
  return read === null ? [] : [{ kind: 'paragraph', text: `Read as: ${read}` }];
}
