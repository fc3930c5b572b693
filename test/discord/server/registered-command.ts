// Pure.
import { isObject, type JsonObject, objectsOf } from './json.ts';
import { COMMAND_TYPE } from './limits/command-limits.ts';

/**
 * A command as Discord gives it back, which is not as it was written: what was left out is filled in, what is
 * `false` by default is left out, and a guild's command has no places of its own.
 */
export function asRegistered(
  command: JsonObject,
  facts: {
    readonly id: unknown;
    readonly version: string;
    readonly applicationId: string;
    readonly guildId: string | null;
  },
): JsonObject {
  const { id, version, applicationId, guildId } = facts;
  const global = guildId === null;
  const permissions = command.default_member_permissions;
  const options = objectsOf(command.options).map(optionAsRegistered);
  return {
    id,
    application_id: applicationId,
    version,
    default_member_permissions:
      permissions === undefined || permissions === null ? null : String(permissions),
    type: command.type ?? COMMAND_TYPE.chatInput,
    name: command.name,
    name_localizations: localized(command.name_localizations),
    description: command.description ?? '',
    description_localizations: localized(command.description_localizations),
    ...(global
      ? {
          dm_permission: true,
          contexts: command.contexts ?? null,
          integration_types: sorted(command.integration_types) ?? [0],
        }
      : { guild_id: guildId, contexts: null, integration_types: [0] }),
    ...(options.length > 0 && { options }),
    nsfw: command.nsfw ?? false,
  };
}

function optionAsRegistered(option: JsonObject): JsonObject {
  const { type, name, description, required, autocomplete, options, choices, ...rest } = option;
  const inner = objectsOf(options).map(optionAsRegistered);
  return {
    type,
    name,
    name_localizations: localized(rest.name_localizations),
    description,
    description_localizations: localized(rest.description_localizations),
    ...(required === true && { required }),
    ...(autocomplete === true && { autocomplete }),
    ...(Array.isArray(choices) && choices.length > 0 && { choices }),
    ...(inner.length > 0 && { options: inner }),
    ...Object.fromEntries(
      ['min_value', 'max_value', 'min_length', 'max_length', 'channel_types']
        .filter((key) => rest[key] !== undefined && rest[key] !== null)
        .map((key) => [key, rest[key]]),
    ),
  };
}

function localized(value: unknown): JsonObject | null {
  return isObject(value) && Object.keys(value).length > 0 ? value : null;
}

function sorted(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? [...value].sort() : null;
}
