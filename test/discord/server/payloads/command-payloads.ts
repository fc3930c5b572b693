import { INTERACTION_TYPE } from '../exchange.ts';
import type { JsonObject } from '../json.ts';
import { userObject } from '../objects/user-object.ts';
import type { Person } from '../world.ts';
import { interactionBase, type PayloadParts } from './interaction-base.ts';
import { resolvedIds } from './resolved-ids.ts';

/** Discord's numbers of application command options. */
const OPTION_TYPE = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  channel: 7,
  role: 8,
} as const;
const COMMAND_TYPE = { chatInput: 1, message: 3 } as const;

/** Values of options by name, as a person gives them; `{ channel }` and `{ role }` name one by id. */
export type OptionValues = Readonly<
  Record<string, string | number | boolean | { readonly channel: string } | { readonly role: string }>
>;

/** A slash command; words as `settings channels` name a subcommand. */
export function slashPayload(parts: PayloadParts, { command, registered, options }: CommandUse): JsonObject {
  return {
    ...interactionBase(parts),
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
    ...interactionBase(parts),
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
    ...interactionBase(parts),
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
