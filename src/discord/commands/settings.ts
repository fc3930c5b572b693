import { ApplicationCommandType, ChannelType, ComponentType, SelectMenuDefaultValueType } from 'discord.js';
import type { Block } from '../../chat/reply.ts';
import type { GuildSettings } from '../../library/records.ts';
import type { SentMessage } from '../api/interaction-api.ts';
import type { Bot } from '../bot.ts';
import { formatButtonId } from '../buttons/button-id.ts';
import { MODERATORS_PLACES } from '../registration/command-json.ts';
import type { FrontCommand } from './front-command.ts';

/** Values that a menu takes. */
const MENU_LIMIT = 25;

/** `/settings`: two menus, which keep what is chosen at once (`button-actions.ts`). */
export const settings: FrontCommand = {
  json: {
    type: ApplicationCommandType.ChatInput,
    name: 'settings',
    description: 'Channels where answers are public, and roles that may moderate, in this server',
    ...MODERATORS_PLACES,
  },
  allowed: 'managers',
  visibility: 'private',
  async run({ bot, caller }) {
    return [settingsMessage(bot, await bot.records.settings(caller.guildId ?? ''))];
  },
};

/** What is set, with menus to change it. */
export function settingsMessage(
  bot: Pick<Bot, 'draw'>,
  { publicChannels, moderatorRoles }: GuildSettings,
): SentMessage {
  const [drawn] = bot.draw({ blocks: settingsBlocks(publicChannels.length, moderatorRoles.length) });
  return {
    embeds: drawn?.embeds ?? [],
    allowed_mentions: { parse: [] },
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.ChannelSelect,
            custom_id: formatButtonId({ action: 'public-channels' }) ?? '',
            placeholder: 'Channels with public answers: all',
            channel_types: [
              ChannelType.GuildText,
              ChannelType.GuildAnnouncement,
              ChannelType.GuildForum,
              ChannelType.GuildVoice,
            ],
            min_values: 0,
            max_values: MENU_LIMIT,
            default_values: publicChannels
              .slice(0, MENU_LIMIT)
              .map((id) => ({ id, type: SelectMenuDefaultValueType.Channel as const })),
          },
        ],
      },
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.RoleSelect,
            custom_id: formatButtonId({ action: 'moderator-roles' }) ?? '',
            placeholder: 'Roles that may moderate: none',
            min_values: 0,
            max_values: MENU_LIMIT,
            default_values: moderatorRoles
              .slice(0, MENU_LIMIT)
              .map((id) => ({ id, type: SelectMenuDefaultValueType.Role as const })),
          },
        ],
      },
    ],
  };
}

function settingsBlocks(channels: number, roles: number): readonly Block[] {
  return [
    { kind: 'heading', text: 'Settings of this server' },
    {
      kind: 'facts',
      facts: [
        {
          label: 'Public answers',
          value:
            channels === 0
              ? 'in every channel'
              : 'in the channels chosen below; elsewhere answers are private',
        },
        {
          label: 'Moderators',
          value: `whoever may manage the server${roles === 0 ? '' : ', and the roles chosen below'}`,
        },
      ],
    },
    {
      kind: 'paragraph',
      text: 'Discord hides the moderators’ commands from other roles: show them under Server settings, Integrations.',
    },
  ];
}
