// Pure.
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { z } from 'zod';
import { type Command, optionsOf } from '../../chat/command.ts';
import { optionJson } from './option-json.ts';

/** Who sees a moderators' command until a server's owner decides otherwise; asked again in code (`may.ts`). */
export const MODERATOR_PERMISSION = PermissionFlagsBits.ManageGuild;

/** Where members' commands work: servers, the bot's own messages, and other private channels. */
export const MEMBERS_PLACES = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  default_member_permissions: null,
};

/** Where moderators' commands work: servers into which the bot was invited. */
export const MODERATORS_PLACES = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild],
  default_member_permissions: String(MODERATOR_PERMISSION),
};

/** Adds to a command that quotes: its reply is for the asker alone. */
export const PRIVATE_OPTION = 'private';

/** A command of `commands/` as Discord is told of it; options that only another front has are left out. */
export function commandJson(
  command: Pick<Command<never>, 'name' | 'description' | 'options' | 'moderatorsOnly'>,
  { takesPrivate }: { readonly takesPrivate: boolean },
): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const options = optionsOf(command)
    .filter(([, { front }]) => front !== 'terminal')
    .map(([name]) => optionJson(name, command.options.shape[name] as z.ZodType));
  return {
    type: ApplicationCommandType.ChatInput,
    name: command.name,
    description: command.description,
    // Discord refuses a required option behind one that is not.
    options: [
      ...options.filter(({ required }) => required),
      ...options.filter(({ required }) => !required),
      ...(takesPrivate
        ? [
            {
              type: ApplicationCommandOptionType.Boolean as const,
              name: PRIVATE_OPTION,
              description: 'show the reply to you alone',
              required: false,
            },
          ]
        : []),
    ],
    ...(command.moderatorsOnly ? MODERATORS_PLACES : MEMBERS_PLACES),
  };
}
