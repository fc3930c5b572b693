import type { Services } from '../../../commands/services.ts';
import type { Command } from '../../chat/command.ts';
import type { Reply } from '../../chat/reply.ts';
import type { SentMessage } from '../api/interaction-api.ts';
import type { Caller } from '../interactions/caller.ts';
import { commandJson, PRIVATE_OPTION } from '../registration/command-json.ts';
import type { Call, FrontCommand } from './front-command.ts';

/** Draws what a command has said; buttons may stand below. */
export type DrawReply = (reply: Reply, call: Call) => Promise<readonly SentMessage[]>;

const drawPlainly: DrawReply = async (reply, { bot }) => bot.draw(reply);

/**
 * A command of `commands/` on Discord: its options from its zod fields, and `private` where its reply may be
 * public. A new command needs nothing here.
 */
export function fromCommand(
  command: Command<Services>,
  different: {
    readonly visibility?: FrontCommand['visibility'];
    /** Options that the front adds, as a number of quotes. */
    readonly input?: Readonly<Record<string, unknown>>;
    readonly draw?: DrawReply;
  } = {},
): FrontCommand {
  const visibility = different.visibility ?? (command.moderatorsOnly ? 'private' : 'by-channel');
  const draw = different.draw ?? drawPlainly;
  return {
    json: commandJson(command, { takesPrivate: visibility === 'by-channel' }),
    allowed: command.moderatorsOnly ? 'moderators' : 'everybody',
    visibility,
    async run(call) {
      const { [PRIVATE_OPTION]: _private, ...options } = call.options;
      const input = { ...(await withArticleIds(options, call)), ...different.input };
      const { formerQuestions, services } = call.bot;
      const conversation = conversationOf(call.caller);
      const formerQuestion = formerQuestions.of(conversation);
      const reply = await command.run(input, {
        services,
        onProgress: call.onProgress,
        ...(formerQuestion === undefined ? {} : { formerQuestion }),
      });
      if (reply.question !== undefined) formerQuestions.note(conversation, reply.question);
      return draw(reply, call);
    },
  };
}

/** A person's questions in one channel; a thread is a channel of its own. */
function conversationOf({ userId, channelIds }: Caller): string {
  return `${userId} in ${channelIds[0] ?? ''}`;
}

/** A choice stands for an article by its reference; commands know ids. Free text stays as it is. */
async function withArticleIds(options: Call['options'], { bot }: Call): Promise<Call['options']> {
  if (typeof options.article !== 'string') return options;
  const snapshot = await bot.served();
  const article = snapshot && (await bot.articlesOf(snapshot)).find(options.article);
  return article ? { ...options, article: article.id } : options;
}
