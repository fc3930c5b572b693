import { ApiError } from './api-error.ts';
import type { ApplicationCommands } from './application-commands.ts';
import type { ServerClock } from './clock.ts';
import {
  changeCommand,
  createCommand,
  listCommands,
  readApplication,
  readCommand,
  removeCommand,
  replaceCommands,
} from './command-routes.ts';
import type { Exchange } from './exchange.ts';
import type { JsonObject } from './json.ts';
import type { Messages } from './messages.ts';
import { botObject } from './objects/user-object.ts';
import type { ApiRequest } from './read-request.ts';
import { takeCallback, takeDelete, takeEdit, takeFollowUp, takeRead } from './reply-routes.ts';
import type { World } from './world.ts';

/** What a route answers; no body where it is `undefined`. */
export interface RouteAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Carries a request out. @throws ApiError where Discord would refuse it. */
export type Routes = (request: ApiRequest) => RouteAnswer;

/** The state that routes work on. */
export interface RouteParts {
  readonly world: World;
  readonly clock: ServerClock;
  /** Time for the first response to an interaction. */
  readonly firstResponseMs: number;
  readonly messages: Messages;
  readonly exchanges: ReadonlyMap<string, Exchange>;
  /** The commands of a guild; of all where it is `null`. */
  readonly commandsOf: (guildId: string | null) => ApplicationCommands;
  /** What `GET /gateway/bot` answers. */
  readonly gatewayBot: () => JsonObject;
  readonly onViolation: (violation: string) => void;
}

type Handler = (parts: RouteParts, request: ApiRequest, words: readonly string[]) => RouteAnswer;

/** Pattern, whether the bot's token is needed, and what is done. Words in parentheses come to the handler. */
const ROUTES: readonly (readonly [string, RegExp, boolean, Handler])[] = [
  ['GET', /^\/gateway\/bot$/, true, ({ gatewayBot }) => ({ status: 200, body: gatewayBot() })],
  ['GET', /^\/users\/@me$/, true, ({ world }) => ({ status: 200, body: botObject(world) })],
  ['GET', /^\/(?:applications|oauth2\/applications)\/@me$/, true, readApplication],
  ['GET', /^\/applications\/(\d+)(?:\/guilds\/(\d+))?\/commands$/, true, listCommands],
  ['PUT', /^\/applications\/(\d+)(?:\/guilds\/(\d+))?\/commands$/, true, replaceCommands],
  ['POST', /^\/applications\/(\d+)(?:\/guilds\/(\d+))?\/commands$/, true, createCommand],
  ['GET', /^\/applications\/(\d+)(?:\/guilds\/(\d+))?\/commands\/(\d+)$/, true, readCommand],
  ['PATCH', /^\/applications\/(\d+)(?:\/guilds\/(\d+))?\/commands\/(\d+)$/, true, changeCommand],
  ['DELETE', /^\/applications\/(\d+)(?:\/guilds\/(\d+))?\/commands\/(\d+)$/, true, removeCommand],
  ['POST', /^\/interactions\/(\d+)\/([^/]+)\/callback$/, false, takeCallback],
  ['POST', /^\/webhooks\/(\d+)\/([^/]+)$/, false, takeFollowUp],
  ['GET', /^\/webhooks\/(\d+)\/([^/]+)\/messages\/(@original|\d+)$/, false, takeRead],
  ['PATCH', /^\/webhooks\/(\d+)\/([^/]+)\/messages\/(@original|\d+)$/, false, takeEdit],
  ['DELETE', /^\/webhooks\/(\d+)\/([^/]+)\/messages\/(@original|\d+)$/, false, takeDelete],
];

/** The routes over one server's state. */
export function createRoutes(parts: RouteParts): Routes {
  return (request) => {
    for (const [method, pattern, authorised, handler] of ROUTES) {
      const words = pattern.exec(request.path);
      if (words === null || method !== request.method) continue;
      if (authorised && request.authorization !== `Bot ${parts.world.token}`)
        throw new ApiError('unauthorised');
      return handler(parts, request, words.slice(1));
    }
    throw new ApiError('notFound');
  };
}
