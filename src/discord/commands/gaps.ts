import { ApplicationCommandType } from 'discord.js';
import type { Block, Fact } from '../../chat/reply.ts';
import type { Gap, QuotedArticle } from '../../library/records.ts';
import { MODERATORS_PLACES } from '../registration/command-json.ts';
import type { FrontCommand } from './front-command.ts';

/** Lines of each list. */
const LINES = 10;

/** `/gaps`: which questions of this server the articles do not answer, and which articles are quoted most. */
export const gaps: FrontCommand = {
  json: {
    type: ApplicationCommandType.ChatInput,
    name: 'gaps',
    description: 'Questions refused or marked 👎 most, and the articles quoted most, in this server',
    ...MODERATORS_PLACES,
  },
  allowed: 'moderators',
  visibility: 'private',
  async run({ bot, caller }) {
    const guildId = caller.guildId ?? '';
    const found = await bot.records.gaps(guildId, LINES);
    const quoted = await bot.records.mostQuoted(guildId, LINES);
    const snapshot = await bot.served();
    const index = snapshot && (await bot.articlesOf(snapshot));
    const titleOf = ({ articleId }: QuotedArticle) =>
      index?.find(articleId)?.title ?? `${articleId} (withdrawn)`;
    return bot.draw({
      blocks: [
        ...listed('Refused or marked 👎 most', found.map(gapFact)),
        ...listed(
          'Quoted most',
          quoted.map((one) => ({ label: titleOf(one), value: times(one.times) })),
        ),
        {
          kind: 'paragraph',
          text: `Counted over ${bot.keptDays} days; questions asked privately are not shown.`,
        },
      ],
    });
  },
};

function gapFact({ question, refused, bad }: Gap): Fact {
  const parts = [
    ...(refused > 0 ? [`refused ${times(refused)}`] : []),
    ...(bad > 0 ? [`👎 ${times(bad)}`] : []),
  ];
  return { label: question, value: parts.join(', ') };
}

function listed(heading: string, facts: readonly Fact[]): readonly Block[] {
  const list: Block = facts.length === 0 ? { kind: 'paragraph', text: 'None.' } : { kind: 'facts', facts };
  return [{ kind: 'heading', text: heading }, list];
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
