import { ApplicationCommandType } from 'discord.js';
import type { Answer } from '../../answer/answer.ts';
import { freshness } from '../../chat/freshness.ts';
import type { Block } from '../../chat/reply.ts';
import { sentenceSpans } from '../../corpus/sentences.ts';
import { ExpectedError } from '../../errors.ts';
import type { Snapshot } from '../../library/library.ts';
import { summaryButtons } from '../buttons/answer-buttons.ts';
import { buttonRows } from '../buttons/rows.ts';
import type { TargetMessage } from '../interactions/read-interaction.ts';
import { MEMBERS_PLACES } from '../registration/command-json.ts';
import type { Call, FrontCommand } from './front-command.ts';

/** Characters of a message that are looked up: as much as says one thing. */
const LOOKED_UP = 500;

/** **Find sources**, on any message: what the articles say about it. Nothing of the message is kept. */
export const findSources: FrontCommand = {
  json: { type: ApplicationCommandType.Message, name: 'Find sources', ...MEMBERS_PLACES },
  allowed: 'everybody',
  visibility: 'private',
  async run({ bot, target, onProgress }) {
    const text = target === null ? '' : textOf(target);
    if (!/[\p{L}\p{N}]/u.test(text)) {
      throw new ExpectedError(
        'question-empty',
        'There are no words in this message that could be looked up.',
      );
    }
    const snapshot = await bot.services.snapshot(onProgress);
    const answer = await lookUp(text, snapshot, bot);
    const titles = new Map(answer.quotes.map(({ article }) => [article.id, article.title]));
    const rows = buttonRows([summaryButtons([...titles.keys()], (id) => titles.get(id) ?? id)]);
    return bot.draw({ blocks: [...sourceBlocks(answer), freshness(snapshot.info)] }, rows);
  },
};

/** What was written; in a message of a bot or a link's preview that may stand in embeds. */
function textOf({ content, embeds }: TargetMessage): string {
  const parts = [content, ...embeds.flatMap(({ title, description }) => [title ?? '', description ?? ''])];
  return parts
    .map((part) => part.replace(/https?:\/\/\S+|<[@#:a][^>]*>/gu, ' ').trim())
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Asks the beginning of a text; a shorter one where the model cannot take that much at once. */
async function lookUp(
  text: string,
  snapshot: Snapshot,
  bot: Call['bot'],
  limit = LOOKED_UP,
): Promise<Answer> {
  try {
    return await bot.services.answerer.ask(beginningOf(text, limit), snapshot);
  } catch (error) {
    const isTooLong = error instanceof ExpectedError && error.code === 'question-too-long';
    if (!isTooLong || limit < 50) throw error;
    return lookUp(text, snapshot, bot, Math.floor(limit / 2));
  }
}

function beginningOf(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = text.slice(0, limit);
  const whole = sentenceSpans(head).at(-2)?.end;
  return head.slice(0, whole ?? Math.max(head.lastIndexOf(' '), Math.floor(limit / 2)));
}

function sourceBlocks({ kind, quotes }: Answer): readonly Block[] {
  if (quotes.length === 0) return [{ kind: 'heading', text: 'No article says anything about that message.' }];
  if (kind === 'answer') {
    return [
      { kind: 'heading', text: 'Closest to that message in the articles' },
      ...quotes.map((quote): Block => ({ kind: 'quote', quote, standing: 'answer' })),
    ];
  }
  return [
    { kind: 'heading', text: 'No article clearly speaks about that message.' },
    { kind: 'paragraph', text: 'The nearest passages, which neither confirm nor deny it:' },
    ...quotes.map((quote): Block => ({ kind: 'quote', quote, standing: 'nearest' })),
  ];
}
