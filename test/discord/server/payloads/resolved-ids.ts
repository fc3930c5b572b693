import type { JsonObject } from '../json.ts';
import { channelObject, roleObject } from '../objects/guild-object.ts';
import type { PayloadParts } from './interaction-base.ts';

/** The channels and roles among these ids, as Discord sends them along. */
export function resolvedIds({ place: { guild } }: PayloadParts, ids: readonly string[]): JsonObject {
  if (guild === null) return {};
  const channels = ids.filter((id) => guild.channelIds.includes(id));
  const roles = ids.filter((id) => guild.roleIds.includes(id));
  return {
    channels: Object.fromEntries(
      channels.map((id) => [id, { ...channelObject(guild, id), permissions: '3072' }]),
    ),
    roles: Object.fromEntries(
      roles.map((id) => [id, roleObject(id, `role-${guild.roleIds.indexOf(id) + 1}`)]),
    ),
  };
}
