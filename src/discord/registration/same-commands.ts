// Pure.
import { ApplicationCommandType } from 'discord.js';

type Json = Readonly<Record<string, unknown>>;

/** What a command is told by; Discord adds to it ids, versions and defaults. */
const COMMAND_KEYS = [
  'name',
  'description',
  'type',
  'default_member_permissions',
  'integration_types',
  'contexts',
  'nsfw',
];
const OPTION_KEYS = [
  'name',
  'description',
  'type',
  'required',
  'autocomplete',
  'min_value',
  'max_value',
  'min_length',
  'max_length',
];

/** Whether two sets of commands are the same to people, whatever Discord has added to the one that it keeps. */
export function isSameCommands(wanted: readonly object[], registered: readonly object[]): boolean {
  return JSON.stringify(normalised(wanted)) === JSON.stringify(normalised(registered));
}

function normalised(commands: readonly object[]): readonly string[] {
  return commands.map((command) => JSON.stringify(normalisedCommand(command as Json))).sort();
}

function normalisedCommand(command: Json): object {
  return {
    ...picked({ type: ApplicationCommandType.ChatInput, ...command }, COMMAND_KEYS),
    options: listOf(command.options).map(normalisedOption),
  };
}

function normalisedOption(option: Json): object {
  return {
    ...picked(option, OPTION_KEYS),
    choices: listOf(option.choices).map(({ name, value }) => ({ name, value })),
    options: listOf(option.options).map(normalisedOption),
    channel_types: sorted(option.channel_types),
  };
}

/** The named values in one order, without those that say as little as an absent one. */
function picked(json: Json, keys: readonly string[]): object {
  const said = keys
    .map((key) => [key, Array.isArray(json[key]) ? sorted(json[key]) : json[key]] as const)
    .filter(([, value]) => value !== undefined && value !== null && value !== false && value !== '');
  return Object.fromEntries(said);
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function sorted(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? [...value].sort() : [];
}
