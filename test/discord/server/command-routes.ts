import { ApiError } from './api-error.ts';
import type { ApplicationCommands } from './application-commands.ts';
import type { JsonObject } from './json.ts';
import { botObject } from './objects/user-object.ts';
import { type ApiRequest, objectBody } from './read-request.ts';
import type { RouteAnswer, RouteParts } from './routes.ts';

/** `GET /applications/@me`. */
export function readApplication({ world }: RouteParts): RouteAnswer {
  const { applicationId: id, botName: name } = world;
  return {
    status: 200,
    body: {
      id,
      name,
      description: '',
      icon: null,
      flags: 0,
      bot: botObject(world),
      integration_types_config: { 0: {}, 1: {} },
    },
  };
}

function commandsAt(parts: RouteParts, words: readonly string[]): ApplicationCommands {
  const [applicationId, guildId] = words;
  const known = guildId === undefined || parts.world.guilds.some(({ id }) => id === guildId);
  if (applicationId !== parts.world.applicationId || !known) throw new ApiError('missingAccess');
  return parts.commandsOf(guildId ?? null);
}

/** The registered commands; with translations only where they are asked for. */
export function listCommands(
  parts: RouteParts,
  { query }: ApiRequest,
  words: readonly string[],
): RouteAnswer {
  const plain = (command: JsonObject): JsonObject => {
    const { name_localizations, description_localizations, ...rest } = command;
    const options = Array.isArray(rest.options) ? { options: rest.options.map(plain) } : {};
    return { ...rest, ...options };
  };
  const commands = commandsAt(parts, words).list();
  const full = query.get('with_localizations') === 'true';
  return { status: 200, body: full ? commands : commands.map(plain) };
}

/** Replaces all commands. */
export function replaceCommands(
  parts: RouteParts,
  { body }: ApiRequest,
  words: readonly string[],
): RouteAnswer {
  return { status: 200, body: commandsAt(parts, words).replaceAll(body) };
}

/** Creates a command: 201, or 200 where it was there. */
export function createCommand(parts: RouteParts, request: ApiRequest, words: readonly string[]): RouteAnswer {
  const { command, isNew } = commandsAt(parts, words).create(objectBody(request));
  return { status: isNew ? 201 : 200, body: command };
}

/** One command. */
export function readCommand(parts: RouteParts, _request: ApiRequest, words: readonly string[]): RouteAnswer {
  return { status: 200, body: commandsAt(parts, words).get(words[2] as string) };
}

/** Changes a command. */
export function changeCommand(parts: RouteParts, request: ApiRequest, words: readonly string[]): RouteAnswer {
  return { status: 200, body: commandsAt(parts, words).change(words[2] as string, objectBody(request)) };
}

/** Removes a command. */
export function removeCommand(
  parts: RouteParts,
  _request: ApiRequest,
  words: readonly string[],
): RouteAnswer {
  commandsAt(parts, words).remove(words[2] as string);
  return { status: 204 };
}
