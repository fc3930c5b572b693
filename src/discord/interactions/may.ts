// Pure: who may do what.
import type { GuildSettings } from '../../library/records.ts';
import { MODERATOR_PERMISSION } from '../registration/command-json.ts';
import { type Caller, hasPermission } from './caller.ts';

/** Whether the caller may change a server's settings: by permission only, for the settings name further moderators. */
export function mayManage(caller: Caller): boolean {
  return caller.guildId !== null && caller.isMemberThere && hasPermission(caller, MODERATOR_PERMISSION);
}

/**
 * Whether the caller may use the moderators' commands. Discord hides them (`default_member_permissions`), but a
 * server's owner may show them to anybody, and in a server of one's own everybody has every permission: the bot
 * must have been invited there.
 */
export function mayModerate(caller: Caller, { moderatorRoles }: GuildSettings): boolean {
  if (mayManage(caller)) return true;
  return (
    caller.guildId !== null &&
    caller.isMemberThere &&
    caller.roleIds.some((roleId) => moderatorRoles.includes(roleId))
  );
}

/** Whether answers may be public where the caller is: everywhere, or in the channels that were set. */
export function mayAnswerInPublic({ channelIds }: Caller, { publicChannels }: GuildSettings): boolean {
  return publicChannels.length === 0 || channelIds.some((channelId) => publicChannels.includes(channelId));
}
