import {
  Client,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type IIdentifyThrottler,
  Options,
  type REST,
  RESTEvents,
  Routes,
} from 'discord.js';
import type { DiscordConfig } from '../config.ts';
import type { ExpectedError } from '../errors.ts';
import type { Log } from '../log.ts';
import { createDeadline, type Deadline } from './deadline.ts';
import { connectionClosed, loginFailed, loginTimedOut, tokenRefused } from './gateway-faults.ts';
import type { Shards } from './shards/shard-plan.ts';
import { within } from './within.ts';

/**
 * How long a login may stand still: a shard takes a second or, in turn with others, five. After 15 s discord.js
 * would try again, and go on for ever; each try is one of the 1,000 logins that Discord allows in a day.
 */
const LOGIN_DEADLINE_S = 14;
/** discord.js waits for the data of each server before it is ready; nothing here needs them. */
const GUILD_WAIT_MS = 1_000;
const REST_TIMEOUT_MS = 5_000;
/** `destroy` of discord.js 14 never ends where a connection is between its opening and READY. */
const LEAVING_MS = 1_000;
/** The token is looked at again at most so often, however many answers are refused. */
const TOKEN_CHECK_INTERVAL_MS = 60_000;

/** A connection to Discord's gateway. */
export interface Connection {
  readonly applicationId: string;
  /** The bot's name. */
  readonly name: string;
  /** With the bot's token. */
  readonly rest: REST;
  /** Resolves, with the reason, when the connection is lost for good. */
  readonly lost: Promise<ExpectedError>;
  /** Asks Discord whether it still takes the token; `lost` resolves where it does not. */
  checkToken(): void;
  /** Leaves; no interaction comes after it. Never rejects. */
  close(): Promise<void>;
}

/**
 * Logs in and waits until interactions come. discord.js reconnects by itself as long as Discord lets it.
 *
 * Interactions are handed on as they come over the wire, and answered over `InteractionApi`: discord.js's own
 * objects refuse to go on after an acknowledgement whose answer was lost.
 * @returns `null` where the process was asked to leave meanwhile
 * @throws ExpectedError `discord-unavailable`, also where Discord or discord.js stays silent.
 */
export async function connect(parts: {
  readonly config: DiscordConfig;
  /** `null`: as many as Discord advises, all in this process. */
  readonly shards: Shards | null;
  /** Whose turn it is to log in, where other processes do so, too; `null`: only this one does. */
  readonly turns: IIdentifyThrottler | null;
  readonly log: Log;
  readonly onInteraction: (raw: unknown) => void;
  /** The bot was removed from a server. */
  readonly onGuildLeft: (guildId: string) => void;
  /** Ends a login that is not done yet. */
  readonly leaving: Promise<void>;
}): Promise<Connection | null> {
  const { config, log } = parts;
  const deadline = createDeadline(LOGIN_DEADLINE_S * 1_000);
  const client = createClient(config, parts.shards, parts.turns && waitingUnhurried(parts.turns, deadline));
  const lost = new Promise<ExpectedError>((lose) => listen(client, { ...parts, lose }));

  try {
    const isLoggedIn = await login(client, config, { lost, deadline, leaving: parts.leaving });
    if (!isLoggedIn) {
      await leave(client, log);
      return null;
    }
  } catch (error) {
    await leave(client, log);
    throw loginFailed(error, config.apiUrl);
  }
  let checkedMs = Number.NEGATIVE_INFINITY;
  return {
    applicationId: client.application?.id ?? client.user?.id ?? '',
    name: client.user?.tag ?? '',
    rest: client.rest,
    lost,
    checkToken() {
      if (performance.now() - checkedMs < TOKEN_CHECK_INTERVAL_MS) return;
      checkedMs = performance.now();
      client.rest
        .get(Routes.gatewayBot())
        .catch((error: unknown) => log.warn({ err: error }, 'the token could not be checked'));
    },
    close: () => leave(client, log),
  };
}

/** Leaves the gateway; what discord.js does not close in time ends with the process. Never rejects. */
async function leave(client: Client, log: Log): Promise<void> {
  const left = client.destroy().catch((error: unknown) => log.warn({ err: error }, 'leaving Discord failed'));
  await within(left, LEAVING_MS);
}

/** Listens from before the login on. */
function listen(
  client: Client,
  parts: {
    readonly log: Log;
    readonly onInteraction: (raw: unknown) => void;
    readonly onGuildLeft: (guildId: string) => void;
    readonly lose: (error: ExpectedError) => void;
  },
): void {
  const { log, onInteraction, onGuildLeft, lose } = parts;
  client.ws.on(GatewayDispatchEvents.InteractionCreate, onInteraction);
  client.ws.on(GatewayDispatchEvents.GuildDelete, (guild: { id?: unknown; unavailable?: unknown }) => {
    // With the flag it is an outage of Discord's.
    if (guild.unavailable !== true && typeof guild.id === 'string') onGuildLeft(guild.id);
  });
  client.on(Events.ShardDisconnect, ({ code }) => lose(connectionClosed(code)));
  client.on(Events.Invalidated, () => lose(tokenRefused()));
  client.on(Events.Error, (error) => log.error({ err: error }, 'discord.js reports an error'));
  client.on(Events.ShardError, (error) =>
    log.warn({ err: error }, 'the connection to Discord failed; it is made again'),
  );
  client.on(Events.ShardReconnecting, () => log.info({}, 'reconnecting to Discord'));
  client.on(Events.ShardResume, () => log.info({}, 'the connection to Discord goes on'));
  // discord.js forgets the token after one such answer, and every later request would fail.
  client.rest.on(RESTEvents.Response, (_request, { status }) => {
    if (status === 401) lose(tokenRefused());
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

function createClient(
  { apiUrl }: DiscordConfig,
  shards: Shards | null,
  turns: IIdentifyThrottler | null,
): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    // One connection serves 2,500 servers at most.
    ...(shards === null ? { shards: 'auto' } : { shards: [...shards.ids], shardCount: shards.count }),
    ...(turns === null ? {} : { ws: { buildIdentifyThrottler: () => turns } }),
    waitGuildTimeout: GUILD_WAIT_MS,
    rest: { api: apiUrl, timeout: REST_TIMEOUT_MS },
    allowedMentions: { parse: [] },
    // Nothing is looked up in them: an interaction brings along all that is read of it.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      ApplicationCommandManager: 0,
      ApplicationEmojiManager: 0,
      AutoModerationRuleManager: 0,
      BaseGuildEmojiManager: 0,
      DMMessageManager: 0,
      EntitlementManager: 0,
      GuildBanManager: 0,
      GuildEmojiManager: 0,
      GuildInviteManager: 0,
      GuildMemberManager: 0,
      GuildMessageManager: 0,
      GuildScheduledEventManager: 0,
      GuildStickerManager: 0,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      StageInstanceManager: 0,
      ThreadManager: 0,
      ThreadMemberManager: 0,
      UserManager: 0,
      VoiceStateManager: 0,
    }),
  });
}

/**
 * @returns false where it was ended by `leaving`
 * @throws whatever else ended it: a rejection, a lost connection, or the deadline
 */
async function login(
  client: Client,
  { token, apiUrl }: DiscordConfig,
  {
    lost,
    deadline,
    leaving,
  }: {
    readonly lost: Promise<ExpectedError>;
    readonly deadline: Deadline;
    readonly leaving: Promise<void>;
  },
): Promise<boolean> {
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  const loggedIn = Promise.all([client.login(token), ready]).then(() => true);
  const late = deadline.passed.then(() => loginTimedOut(LOGIN_DEADLINE_S, apiUrl));
  client.on(Events.ShardReady, deadline.restart);
  try {
    const outcome = await Promise.race([loggedIn, lost, late, leaving.then(() => false)]);
    if (typeof outcome === 'boolean') return outcome;
    throw outcome;
  } finally {
    client.off(Events.ShardReady, deadline.restart);
    deadline.end();
    // Where the login was not waited for, its own failure is no news.
    loggedIn.catch(() => {});
  }
}
