import { DiscordAPIError, type REST, type RESTPutAPIApplicationCommandsJSONBody, Routes } from 'discord.js';
import { ExpectedError } from '../../errors.ts';
import { isSameCommands } from './same-commands.ts';

/** What came of a registration. */
export interface Registration {
  readonly commands: number;
  /** The server that they were written for; `null`: for all. */
  readonly guildId: string | null;
  /** False where Discord had the same ones: then nothing was written. */
  readonly changed: boolean;
}

/**
 * Makes Discord's list of commands equal to ours, and writes only where they differ: a server takes 200 new
 * commands a day, and everybody's client loads a changed list anew.
 */
export async function registerCommands(parts: {
  /** With the bot's token. */
  readonly rest: REST;
  readonly applicationId: string;
  readonly guildId: string | null;
  readonly commands: RESTPutAPIApplicationCommandsJSONBody;
}): Promise<Registration> {
  const { rest, applicationId, guildId } = parts;
  const route =
    guildId === null
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  const registered = (await rest.get(route)) as RESTPutAPIApplicationCommandsJSONBody;
  const inPlace = (list: RESTPutAPIApplicationCommandsJSONBody) =>
    guildId === null ? list : list.map(withoutPlaces);
  const commands = inPlace(parts.commands);
  const changed = !isSameCommands(commands, inPlace(registered));
  if (changed) await rest.put(route, { body: commands });
  return { commands: commands.length, guildId, changed };
}

/** A server's own commands work in that server; Discord takes no places for them, and gives back some of its own. */
function withoutPlaces<T extends RESTPutAPIApplicationCommandsJSONBody[number]>(command: T): T {
  const { integration_types: _types, contexts: _contexts, ...rest } = command;
  return rest as T;
}

/** A registration that failed, in a plain line. */
export function registrationFailed(
  error: unknown,
  { guildId }: { readonly guildId: string | null },
): ExpectedError {
  const where = guildId === null ? '' : ` in server ${guildId} (DISCORD_GUILD_ID)`;
  const hint =
    error instanceof DiscordAPIError && (error.status === 403 || error.status === 404)
      ? '; invite the bot there with the scope applications.commands'
      : '';
  const reason = error instanceof Error ? error.message.replace(/\s+/gu, ' ') : String(error);
  return new ExpectedError(
    'discord-unavailable',
    `The commands could not be registered${where}: ${reason}${hint}.`,
    {
      cause: error,
    },
  );
}
