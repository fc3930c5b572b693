import { ApplicationCommandType } from 'discord.js';
import { MEMBERS_PLACES } from '../registration/command-json.ts';
import type { FrontCommand } from './front-command.ts';

/** `/forget-me`: removes all that is stored under a person, which is votes. */
export const forgetMe: FrontCommand = {
  json: {
    type: ApplicationCommandType.ChatInput,
    name: 'forget-me',
    description: 'Remove everything that is stored under you: your 👍 and 👎',
    ...MEMBERS_PLACES,
  },
  allowed: 'everybody',
  visibility: 'private',
  async run({ bot, caller }) {
    const votes = await bot.records.forgetUser(caller.userId);
    const removed =
      votes === 0
        ? 'There was nothing to remove'
        : `${votes} ${votes === 1 ? 'vote' : 'votes'} of yours removed`;
    return bot.draw({
      blocks: [{ kind: 'paragraph', text: `${removed}. Nothing else is stored under you.` }],
    });
  },
};
