import {
  type IIdentifyThrottler,
  type SessionInfo,
  WebSocketManager,
  WebSocketShardEvents,
} from '@discordjs/ws';
import {
  GatewayDispatchEvents,
  type GatewayDispatchPayload,
  GatewayIntentBits,
  REST,
  RESTEvents,
  Routes,
} from 'discord.js';
import type { DiscordConfig } from '../config.ts';
import type { ExpectedError } from '../errors.ts';
import type { Log } from '../log.ts';
import { createDeadline, type Deadline } from './deadline.ts';
import {
  connectionClosed,
  isFinalClose,
  loginFailed,
  loginTimedOut,
  tokenRefused,
} from './gateway-faults.ts';
import type { Shards } from './shards/shard-plan.ts';
import { within } from './within.ts';

/**
 * How long a login may stand still: a shard takes a second or, in turn with others, five. After 15 s the
 * library would try again, and go on for ever; each try is one of the 1,000 logins that Discord allows in a day.
 */
const LOGIN_DEADLINE_S = 14;
const REST_TIMEOUT_MS = 5_000;
/** `destroy` of @discordjs/ws 1 never ends where a connection is between its opening and READY. */
const LEAVING_MS = 1_000;
/** The token is looked at again at most so often, however many answers are refused. */
const TOKEN_CHECK_INTERVAL_MS = 60_000;

/** Whose token it is. */
export interface Identity {
  readonly applicationId: string;
  /** The bot's name. */
  readonly name: string;
}

/** A shard's session as far as its events were handed on: another process can go on from there. */
export interface KnownSession {
  readonly session: SessionInfo;
  readonly identity: Identity;
}

/** A connection to Discord's gateway. */
export interface Connection extends Identity {
  /** With the bot's token. */
  readonly rest: REST;
  /** Resolves, with the reason, when the connection is lost for good. */
  readonly lost: Promise<ExpectedError>;
  /** Asks Discord whether it still takes the token; `lost` resolves where it does not. */
  checkToken(): void;
  /** Leaves; no interaction comes after it. Never rejects. */
  close(): Promise<void>;
}

/** What a connection is made with. */
export interface ConnectParts {
  readonly config: DiscordConfig;
  /** `null`: as many as Discord advises, all in this process. */
  readonly shards: Shards | null;
  /** Whose turn it is to log in, where other processes do so, too; `null`: only this one does. */
  readonly turns: IIdentifyThrottler | null;
  /** Sessions that a process which is dead had: they are resumed, so that Discord sends what came since. */
  readonly sessions: readonly KnownSession[];
  readonly log: Log;
  readonly onInteraction: (raw: unknown) => void;
  /** The bot was removed from a server. */
  readonly onGuildLeft: (guildId: string) => void;
  /** A shard takes events from here on, or no longer. */
  readonly onShard: (shard: number, isConnected: boolean) => void;
  /** After each event. */
  readonly onSession: (known: KnownSession) => void;
  /** Ends a login that is not done yet. */
  readonly leaving: Promise<void>;
}

/**
 * Logs in and waits until interactions come. @discordjs/ws reconnects by itself as long as Discord lets it.
 *
 * Interactions are handed on as they come over the wire, and answered over `InteractionApi`: of discord.js's client,
 * with its caches and objects, nothing is needed.
 * @returns `null` where the process was asked to leave meanwhile
 * @throws ExpectedError `discord-unavailable` or `discord-refused`, also where Discord or the library stays silent.
 */
export async function connect(parts: ConnectParts): Promise<Connection | null> {
  const { config, log } = parts;
  const rest = new REST({ api: config.apiUrl, timeout: REST_TIMEOUT_MS }).setToken(config.token);
  const deadline = createDeadline(LOGIN_DEADLINE_S * 1_000);
  const sessions = new Map(parts.sessions.map(({ session }) => [session.shardId, session]));
  const gateway = openGateway(parts, { rest, deadline, sessions });
  const identity = { current: parts.sessions[0]?.identity ?? null };
  const lost = new Promise<ExpectedError>((lose) => {
    listen(gateway, parts, { sessions, identity, lose });
    // The library forgets the token after one such answer, and every later request would fail.
    rest.on(RESTEvents.Response, (_request, { status }) => {
      if (status === 401) lose(tokenRefused());
    });
  });

  const leave = async () => {
    const left = Promise.resolve(gateway.destroy({ reason: 'leaving' })).catch((error: unknown) =>
      log.warn({ err: error }, 'leaving Discord failed'),
    );
    await within(left, LEAVING_MS);
    // Their timers would keep the process.
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  };
  try {
    const isLoggedIn = await login(gateway, {
      deadline,
      lost,
      leaving: parts.leaving,
      apiUrl: config.apiUrl,
    });
    if (!isLoggedIn) {
      await leave();
      return null;
    }
  } catch (error) {
    await leave();
    throw loginFailed(error, config.apiUrl);
  }
  if (identity.current === null) throw new Error('a login without READY');
  let checkedMs = Number.NEGATIVE_INFINITY;
  return {
    ...identity.current,
    rest,
    lost,
    checkToken() {
      if (performance.now() - checkedMs < TOKEN_CHECK_INTERVAL_MS) return;
      checkedMs = performance.now();
      rest
        .get(Routes.gatewayBot())
        .catch((error: unknown) => log.warn({ err: error }, 'the token could not be checked'));
    },
    close: leave,
  };
}

function openGateway(
  { config, shards, turns }: ConnectParts,
  parts: {
    readonly rest: REST;
    readonly deadline: Deadline;
    readonly sessions: Map<number, SessionInfo>;
  },
): WebSocketManager {
  const { rest, deadline, sessions } = parts;
  return new WebSocketManager({
    token: config.token,
    rest,
    intents: GatewayIntentBits.Guilds,
    // One shard serves 2,500 servers at most.
    shardIds: shards === null ? null : [...shards.ids],
    shardCount: shards === null ? null : shards.count,
    retrieveSessionInfo: (shard) => sessions.get(shard) ?? null,
    updateSessionInfo(shard, session) {
      if (session === null) sessions.delete(shard);
      else sessions.set(shard, session);
    },
    ...(turns === null ? {} : { buildIdentifyThrottler: () => waitingUnhurried(turns, deadline) }),
  });
}

/** The wait for a turn is no standstill. */
function waitingUnhurried(turns: IIdentifyThrottler, deadline: Deadline): IIdentifyThrottler {
  return {
    async waitForIdentify(shard, signal) {
      deadline.stop();
      await turns.waitForIdentify(shard, signal).finally(deadline.restart);
    },
  };
}

/** Listens from before the login on. */
function listen(
  gateway: WebSocketManager,
  { log, onInteraction, onGuildLeft, onShard, onSession }: ConnectParts,
  parts: {
    readonly sessions: ReadonlyMap<number, SessionInfo>;
    readonly identity: { current: Identity | null };
    readonly lose: (error: ExpectedError) => void;
  },
): void {
  const { sessions, identity, lose } = parts;
  const handOn = ({ t, d }: GatewayDispatchPayload) => {
    if (t === GatewayDispatchEvents.InteractionCreate) onInteraction(d);
    // With `unavailable` it is an outage of Discord's.
    else if (t === GatewayDispatchEvents.GuildDelete && d.unavailable !== true) onGuildLeft(d.id);
  };
  gateway.on(WebSocketShardEvents.Ready, ({ data: { application, user }, shardId }) => {
    onShard(shardId, true);
    identity.current = { applicationId: application.id, name: user.username };
  });
  gateway.on(WebSocketShardEvents.Dispatch, ({ data, shardId }) => {
    handOn(data);
    const session = sessions.get(shardId);
    if (session !== undefined && identity.current !== null) {
      onSession({ session: { ...session, sequence: data.s }, identity: identity.current });
    }
  });
  gateway.on(WebSocketShardEvents.Closed, ({ code, shardId }) => {
    onShard(shardId, false);
    if (isFinalClose(code)) lose(connectionClosed(code));
    else log.info({ shard: shardId, code }, 'reconnecting to Discord');
  });
  gateway.on(WebSocketShardEvents.Resumed, ({ shardId }) => {
    onShard(shardId, true);
    log.info({ shard: shardId }, 'the connection to Discord goes on');
  });
  gateway.on(WebSocketShardEvents.Error, ({ error, shardId }) =>
    log.warn({ shard: shardId, err: error }, 'the connection to Discord failed; it is made again'),
  );
}

/**
 * @returns false where it was ended by `leaving`
 * @throws whatever else ended it: a rejection, a lost connection, or the deadline
 */
async function login(
  gateway: WebSocketManager,
  {
    deadline,
    lost,
    leaving,
    apiUrl,
  }: {
    readonly deadline: Deadline;
    readonly lost: Promise<ExpectedError>;
    readonly leaving: Promise<void>;
    readonly apiUrl: string;
  },
): Promise<boolean> {
  const loggedIn = gateway.connect().then(() => true);
  const late = deadline.passed.then(() => loginTimedOut(LOGIN_DEADLINE_S, apiUrl));
  gateway.on(WebSocketShardEvents.Ready, deadline.restart);
  try {
    const outcome = await Promise.race([loggedIn, lost, late, leaving.then(() => false)]);
    if (typeof outcome === 'boolean') return outcome;
    throw outcome;
  } finally {
    gateway.off(WebSocketShardEvents.Ready, deadline.restart);
    deadline.end();
    // Where the login was not waited for, its own failure is no news.
    loggedIn.catch(() => {});
  }
}
