import { INTERACTION_TYPE } from './exchange.ts';
import type { JsonObject } from './json.ts';
import type { StoredMessage } from './messages.ts';
import { messageObject } from './messages.ts';
import {
  channelObject,
  type Guild,
  memberObject,
  type Person,
  roleObject,
  userObject,
  type World,
} from './world.ts';

/** Permissions of the app in a channel: view, send, embed links, attach files, read history. */
const APP_PERMISSIONS = (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 15n) | (1n << 16n);
/** Discord's numbers of application command options. */
const OPTION_TYPE = { string: 3, integer: 4, boolean: 5, channel: 7, role: 8, number: 10 } as const;
const COMMAND_TYPE = { chatInput: 1, message: 3 } as const;

/** Where something is used, and who uses it. */
export interface Place {
  readonly by: Person;
  /** The guild's channel; `null` for the private chat with the bot. */
  readonly guild: Guild | null;
  readonly channelId: string;
  /** Whether the app was added by the user alone, not by the guild. */
  readonly userInstalled: boolean;
}

/** What the payloads of one interaction are made with. */
export interface PayloadParts {
  readonly world: World;
  readonly nextId: () => string;
  readonly place: Place;
}

/** What every interaction carries. */
function base({ world, nextId, place }: PayloadParts): JsonObject {
  const { by, guild, channelId, userInstalled } = place;
  const id = nextId();
  return {
    id,
    application_id: world.applicationId,
    token: `aW50ZXJhY3Rpb246${Buffer.from(id).toString('base64url')}`,
    version: 1,
    locale: 'en-US',
    entitlements: [],
    entitlement_sku_ids: [],
    app_permissions: String(APP_PERMISSIONS),
    attachment_size_limit: 10_485_760,
    channel_id: channelId,
    authorizing_integration_owners: userInstalled ? { 1: by.id } : { 0: guild?.id ?? '0' },
    ...(guild === null
      ? {
          channel: { id: channelId, type: 1, flags: 0, last_message_id: null, recipients: [userObject(by)] },
          // The bot's own messages, or a private channel into which its user brought it.
          context: userInstalled ? 2 : 1,
          user: userObject(by),
        }
      : {
          channel: channelObject(guild, channelId),
          context: 0,
          guild_id: guild.id,
          guild: { id: guild.id, locale: 'en-US', features: [] },
          guild_locale: 'en-US',
          member: memberObject(by),
        }),
  };
}

/** Values of options by name, as a person gives them; `{ channel }` and `{ role }` name one by id. */
export type OptionValues = Readonly<
  Record<string, string | number | boolean | { readonly channel: string } | { readonly role: string }>
>;

/** A slash command; words as `settings channels` name a subcommand. */
export function slashPayload(parts: PayloadParts, { command, registered, options }: CommandUse): JsonObject {
  return {
    ...base(parts),
    type: INTERACTION_TYPE.command,
    data: commandData(parts, { command, registered, options }),
  };
}

interface CommandUse {
  readonly command: string;
  /** The command as it is registered. */
  readonly registered: JsonObject;
  readonly options: OptionValues;
}

/** A person types into an option that is completed. */
export function autocompletePayload(
  parts: PayloadParts,
  use: CommandUse & { readonly focused: string },
): JsonObject {
  const data = commandData(parts, use);
  return {
    ...base(parts),
    type: INTERACTION_TYPE.autocomplete,
    data: { ...data, options: focus(data.options, use.focused) },
  };
}

function focus(options: unknown, focused: string): unknown {
  if (!Array.isArray(options)) return options;
  return options.map((option: JsonObject) => {
    if (Array.isArray(option.options)) return { ...option, options: focus(option.options, focused) };
    return option.name === focused ? { ...option, focused: true } : option;
  });
}

function commandData(parts: PayloadParts, { command, registered, options }: CommandUse): JsonObject {
  const values = Object.entries(options).map(([name, value]) => ({ name, ...optionValue(value) }));
  const nested = command
    .split(' ')
    .slice(1)
    .reduceRight<readonly JsonObject[]>(
      (inner, name, index, all) => [{ type: index === all.length - 1 ? 1 : 2, name, options: inner }],
      values,
    );
  return {
    id: registered.id,
    name: registered.name,
    type: COMMAND_TYPE.chatInput,
    ...(registered.guild_id !== undefined && { guild_id: registered.guild_id }),
    options: nested,
    resolved: resolved(parts, options),
  };
}

function optionValue(value: OptionValues[string]): JsonObject {
  if (typeof value === 'boolean') return { type: OPTION_TYPE.boolean, value };
  if (typeof value === 'number') return { type: OPTION_TYPE.integer, value };
  if (typeof value === 'string') return { type: OPTION_TYPE.string, value };
  return 'channel' in value
    ? { type: OPTION_TYPE.channel, value: value.channel }
    : { type: OPTION_TYPE.role, value: value.role };
}

function resolved(parts: PayloadParts, options: OptionValues): JsonObject {
  const named = Object.values(options).filter((value) => typeof value === 'object');
  return resolvedIds(
    parts,
    named.map((value) => ('channel' in value ? value.channel : value.role)),
  );
}

/** The channels and roles among these ids, as Discord sends them along. */
function resolvedIds({ place: { guild } }: PayloadParts, ids: readonly string[]): JsonObject {
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

/** A message context menu, used on somebody's message. */
export function messageMenuPayload(
  parts: PayloadParts,
  {
    registered,
    content,
    author,
  }: { readonly registered: JsonObject; readonly content: string; readonly author: Person },
): JsonObject {
  const id = parts.nextId();
  const target = {
    id,
    channel_id: parts.place.channelId,
    type: 0,
    content,
    author: userObject(author),
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    tts: false,
    pinned: false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    components: [],
    flags: 0,
  };
  return {
    ...base(parts),
    type: INTERACTION_TYPE.command,
    data: {
      id: registered.id,
      name: registered.name,
      type: COMMAND_TYPE.message,
      ...(registered.guild_id !== undefined && { guild_id: registered.guild_id }),
      target_id: id,
      resolved: { messages: { [id]: target } },
    },
  };
}

/** A button or select of a message is used. */
export function componentPayload(
  parts: PayloadParts,
  use: {
    readonly message: StoredMessage;
    readonly customId: string;
    readonly componentType: number;
    readonly values?: readonly string[];
  },
): JsonObject {
  return {
    ...base(parts),
    type: INTERACTION_TYPE.component,
    message: messageObject(parts.world, use.message),
    data: {
      custom_id: use.customId,
      component_type: use.componentType,
      ...(use.values !== undefined && { values: use.values, resolved: resolvedIds(parts, use.values) }),
    },
  };
}

/** A modal is sent off; `message` where it was opened by a component. */
export function modalPayload(
  parts: PayloadParts,
  use: {
    readonly customId: string;
    readonly fields: Readonly<Record<string, string>>;
    readonly message: StoredMessage | null;
  },
): JsonObject {
  const components = Object.entries(use.fields).map(([custom_id, value], index) => ({
    type: 1,
    id: 2 * index + 1,
    components: [{ type: 4, id: 2 * index + 2, custom_id, value }],
  }));
  return {
    ...base(parts),
    type: INTERACTION_TYPE.modal,
    ...(use.message !== null && { message: messageObject(parts.world, use.message) }),
    data: { custom_id: use.customId, components },
  };
}
