import type { Services } from '../../../commands/services.ts';
import { DEFAULT_SUMMARY_SENTENCES } from '../../answer/lengths.ts';
import type { Summary } from '../../answer/summarise.ts';
import type { TopicSummary } from '../../answer/summarise-topic.ts';
import type { Command } from '../../chat/command.ts';
import { articleRef } from '../article-index.ts';
import { buttonRows } from '../buttons/rows.ts';
import { fromCommand } from './from-command.ts';
import type { FrontCommand } from './front-command.ts';

/** `/summary`, with a button that shares it where it was given to one person. */
export function summaryOnDiscord(command: Command<Services>): FrontCommand {
  return fromCommand(command, {
    async draw(reply, { bot, isPrivate, options }) {
      const summary = reply.json as Summary | TopicSummary;
      // What several articles say about a topic belongs to no button of one of them.
      if (!('article' in summary)) return bot.draw(reply);
      const { article } = summary;
      const sentences = typeof options.sentences === 'number' ? options.sentences : DEFAULT_SUMMARY_SENTENCES;
      const id = { action: 'share-summary', article: articleRef(article.id), sentences } as const;
      return bot.draw(reply, buttonRows(isPrivate ? [[{ id, label: 'Share' }]] : []));
    },
  });
}
