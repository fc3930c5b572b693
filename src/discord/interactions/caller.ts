// Pure.
import { ApplicationIntegrationType, PermissionFlagsBits } from 'discord.js';
import type { InteractionAddress } from '../api/interaction-api.ts';
import type { Interaction } from './read-interaction.ts';

/** Who used a command or a button, and where. */
export interface Caller extends InteractionAddress {
  readonly userId: string;
  /** `null` outside of servers. */
  readonly guildId: string | null;
  /** The channel and, for a thread, the channel that it belongs to. */
  readonly channelIds: readonly string[];
  readonly roleIds: readonly string[];
  /** Discord's permission bits of the person in this channel; none outside of servers. */
  readonly permissions: bigint;
  /** Whether the bot is a member of the server: not where only the caller has installed it. */
  readonly isMemberThere: boolean;
}

/** Reads who sent an interaction; `null` for one that names nobody. */
export function callerOf(interaction: Interaction): Caller | null {
  const { member, channel, authorizing_integration_owners: owners } = interaction;
  const userId = member?.user.id ?? interaction.user?.id;
  if (userId === undefined) return null;
  const channelIds = [interaction.channel_id ?? channel?.id, channel?.parent_id];
  const isUsersOwn =
    ApplicationIntegrationType.UserInstall in owners && !(ApplicationIntegrationType.GuildInstall in owners);
  return {
    id: interaction.id,
    applicationId: interaction.application_id,
    token: interaction.token,
    userId,
    guildId: interaction.guild_id ?? null,
    channelIds: channelIds.filter((channelId) => typeof channelId === 'string'),
    roleIds: member?.roles ?? [],
    permissions: bitsOf(member?.permissions ?? '0'),
    isMemberThere: interaction.guild_id != null && !isUsersOwn,
  };
}

/** Whether the caller has a permission; administrators have all. */
export function hasPermission({ permissions }: Caller, permission: bigint): boolean {
  return (permissions & (permission | PermissionFlagsBits.Administrator)) !== 0n;
}

function bitsOf(text: string): bigint {
  return /^\d+$/.test(text) ? BigInt(text) : 0n;
}
