import type { Services } from '../../../commands/services.ts';
import type { Command } from '../../chat/command.ts';
import type { Block } from '../../chat/reply.ts';
import type { Bot } from '../bot.ts';
import { buttonRows } from '../buttons/rows.ts';
import type { Caller } from '../interactions/caller.ts';
import { shardOf } from '../shards/shard-plan.ts';
import { fromCommand } from './from-command.ts';
import type { FrontCommand } from './front-command.ts';

/** Articles on a page: about as many lines as a screen shows. */
const ARTICLES_A_PAGE = 15;

/** `/sources`, page by page; private, since the list is long and says nothing to others. */
export function sourcesOnDiscord(command: Command<Services>): FrontCommand {
  return fromCommand(command, {
    visibility: 'private',
    async draw(reply, { bot, caller, options }) {
      const query = typeof options.query === 'string' ? options.query : '';
      const wanted = typeof options.page === 'number' ? options.page : 0;
      const { blocks, page, pages } = pageOf([...reply.blocks, ...shardBlocks(bot, caller)], wanted);
      if (pages === 1) return bot.draw({ blocks }, []);
      const rows = buttonRows([
        [
          {
            id: { action: 'sources', page: Math.max(0, page - 1), query },
            label: '◀ Newer',
            isDisabled: page === 0,
          },
          {
            id: { action: 'sources', page: page + 1, query },
            label: 'Older ▶',
            isDisabled: page === pages - 1,
          },
        ],
      ]);
      // A query that is too long for a button cannot be paged.
      const hint = rows.length === 0 ? '; ask for fewer with a shorter query' : '';
      const position: Block = { kind: 'paragraph', text: `Page ${page + 1} of ${pages}${hint}.` };
      return bot.draw({ blocks: [position, ...blocks] }, rows);
    },
  });
}

/** Which of several shards answers: whoever runs the bot finds it by that in the log. */
function shardBlocks({ shardCount }: Bot, { guildId }: Caller): readonly Block[] {
  if (shardCount === 1) return [];
  return [{ kind: 'paragraph', text: `Shard ${shardOf(guildId, shardCount)} of ${shardCount}.` }];
}

/** One page of the list; the last one where there are fewer. */
function pageOf(
  blocks: readonly Block[],
  wanted: number,
): { readonly blocks: readonly Block[]; readonly page: number; readonly pages: number } {
  const list = blocks.find((block) => block.kind === 'articles');
  const pages = Math.max(1, Math.ceil((list?.articles.length ?? 0) / ARTICLES_A_PAGE));
  const page = Math.min(wanted, pages - 1);
  const from = page * ARTICLES_A_PAGE;
  return {
    page,
    pages,
    blocks: blocks.map((block) =>
      block.kind === 'articles'
        ? { ...block, articles: block.articles.slice(from, from + ARTICLES_A_PAGE) }
        : block,
    ),
  };
}
