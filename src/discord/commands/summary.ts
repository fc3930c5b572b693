import type { Services } from '../../../commands/services.ts';
import { DEFAULT_SUMMARY_SENTENCES, type Summary } from '../../answer/summarise.ts';
import type { Command } from '../../chat/command.ts';
import { articleRef } from '../article-index.ts';
import { buttonRows } from '../buttons/rows.ts';
import { fromCommand } from './from-command.ts';
import type { FrontCommand } from './front-command.ts';

/** `/summary`, with a button that shares it where it was given to one person. */
export function summaryOnDiscord(command: Command<Services>): FrontCommand {
  return fromCommand(command, {
    async draw(reply, { bot, isPrivate, options }) {
      const { article } = reply.json as Summary;
      const sentences = typeof options.sentences === 'number' ? options.sentences : DEFAULT_SUMMARY_SENTENCES;
      const id = { action: 'share-summary', article: articleRef(article.id), sentences } as const;
      return bot.draw(reply, buttonRows(isPrivate ? [[{ id, label: 'Share' }]] : []));
    },
  });
}
