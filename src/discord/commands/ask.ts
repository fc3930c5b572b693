import { createHash } from 'node:crypto';
import type { Services } from '../../../commands/services.ts';
import type { Answer, Quote } from '../../answer/answer.ts';
import { contentWords, stemOf } from '../../answer/words.ts';
import type { Command } from '../../chat/command.ts';
import type { Block } from '../../chat/reply.ts';
import { COUNTED_QUOTES, type KeptQuestion, type KeptQuote } from '../../library/records.ts';
import { answerButtons } from '../buttons/answer-buttons.ts';
import { fromCommand } from './from-command.ts';
import type { Call, FrontCommand } from './front-command.ts';

/** Quotes that are looked for: what is not shown at once stands behind **More quotes**. */
const QUOTES_FOUND = 10;

/** `/ask`: the answer's first quotes, and buttons that go on from it. */
export function askOnDiscord(command: Command<Services>): FrontCommand {
  return fromCommand(command, {
    input: { quotes: QUOTES_FOUND },
    async draw(reply, call) {
      const answer = reply.json as Answer;
      // Small talk is no gap in the articles, and has no passages for buttons.
      const kept = answer.refusal?.reason === 'small-talk' ? null : await keep(answer, call);
      const blocks = firstQuotes(reply.blocks);
      if (kept === null) return call.bot.draw({ blocks });
      const titles = new Map(answer.quotes.map(({ article }) => [article.id, article.title]));
      const rows = answerButtons({
        question: kept,
        from: 0,
        isPrivate: call.isPrivate,
        titleOf: (id) => titles.get(id) ?? id,
      });
      return call.bot.draw({ blocks }, rows);
    },
  });
}

/** Keeps the question for its buttons; an answer is given without them where that fails. */
async function keep(answer: Answer, { bot, caller, isAskedPrivately }: Call): Promise<KeptQuestion | null> {
  try {
    return await bot.records.keepQuestion({
      question: answer.question,
      topic: topicOf(answer.question),
      kind: answer.kind,
      quotes: answer.quotes.map(keptQuote),
      // Nobody moderates where the bot is no member.
      guildId: isAskedPrivately || !caller.isMemberThere ? null : caller.guildId,
    });
  } catch (error) {
    bot.log.error({ err: error }, 'a question could not be kept; its answer has no buttons');
    return null;
  }
}

/** The same for questions that say the same in another order or form. */
function topicOf(question: string): string {
  const stems = contentWords(question).map(stemOf);
  return stems.length === 0 ? question.toLowerCase() : stems.sort().join(' ');
}

function keptQuote({ text, highlight, article, place, alsoIn }: Quote): KeptQuote {
  return {
    articleId: article.id,
    start: place.start,
    end: place.end,
    highlightStart: highlight.start,
    highlightEnd: highlight.end,
    textSha256: createHash('sha256').update(text).digest('hex'),
    alsoIn: alsoIn.map(({ id }) => id),
  };
}

function firstQuotes(blocks: readonly Block[]): readonly Block[] {
  const quotes = blocks.filter(({ kind }) => kind === 'quote');
  const left = new Set<Block>(quotes.slice(COUNTED_QUOTES));
  return blocks.filter((block) => !left.has(block));
}
