import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ApplicationCommands, createApplicationCommands } from './application-commands.ts';
import { createServerClock, type ServerClock } from './clock.ts';
import { type Exchange, openExchange } from './exchange.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { createIdentifyLimit } from './identify-limit.ts';
import type { JsonObject } from './json.ts';
import { createMessages, type Messages } from './messages.ts';
import { createRest } from './rest.ts';
import { createRouteFaults, type RouteFaults } from './route-faults.ts';
import { createRoutes } from './routes.ts';
import type { SchemaJudge } from './schema-judge.ts';
import { createSnowflakes } from './snowflakes.ts';
import { createWatched, type Watched } from './watched.ts';
import { createWorld, type World } from './world.ts';

/** How a server differs from the plain one. */
export interface DiscordServerOptions {
  readonly guilds?: number;
  /** Shards that `GET /gateway/bot` advises. */
  readonly shards?: number;
  /** Shards whose numbers have different remainders by it may IDENTIFY at the same time; 16 by default. */
  readonly maxConcurrency?: number;
  /** Discord's is 5,000. By default 0: tests start bots again sooner than people do. */
  readonly identifyWindowMs?: number;
  /** Guilds that a shard may have; Discord's 2,500 by default. */
  readonly mostGuildsAShard?: number;
  readonly heartbeatIntervalMs?: number;
  /** Time for the first response to an interaction; Discord's 3 s by default. */
  readonly firstResponseMs?: number;
  /** What else judges every request; nothing by default. */
  readonly judge?: SchemaJudge;
}

/** Discord's REST and gateway on a port of this machine, judging whoever talks to it. */
export interface DiscordServer {
  /** What DISCORD_API_URL is set to, as `http://127.0.0.1:40001/api`. */
  readonly apiUrl: string;
  readonly world: World;
  readonly clock: ServerClock;
  readonly watched: Watched;
  readonly gateway: Gateway;
  /** Faults of REST routes. */
  readonly faults: RouteFaults;
  readonly messages: Messages;
  readonly nextId: () => string;
  /** All that the bot did wrong so far; every test ends with it empty. */
  readonly violations: string[];
  /** Answers of 401, 403 and 429 so far. */
  barring(): number;
  /** The registered commands of a guild; of all where it is `null`. */
  commandsOf(guildId: string | null): ApplicationCommands;
  /** Sends an interaction to the shard of its guild. @throws Error where that was never connected. */
  deliver(payload: JsonObject): Exchange;
  /** Sends the same interaction once more, as a RESUME can. */
  deliverAgain(exchange: Exchange): void;
  close(): Promise<void>;
}

const HEARTBEAT_INTERVAL_MS = 41_250;
const FIRST_RESPONSE_MS = 3_000;
const MOST_GUILDS_A_SHARD = 2_500;
const MAX_CONCURRENCY = 16;

/** Starts a server of its own for whoever asks. */
export async function startDiscordServer(options: DiscordServerOptions = {}): Promise<DiscordServer> {
  const exchanges = new Map<string, Exchange>();
  const violations: string[] = [];
  const onViolation = (violation: string) => void violations.push(violation);
  const watched = createWatched();
  const clock = excusingClock(exchanges);
  const nextId = createSnowflakes(clock);
  const world = createWorld({ nextId, guilds: options.guilds ?? 1 });
  const messages = createMessages({ clock, nextId });
  const faults = createRouteFaults();
  const http = createServer();
  const address = () => `127.0.0.1:${(http.address() as AddressInfo).port}`;

  const byGuild = new Map<string | null, ApplicationCommands>();
  const commandsOf = (guildId: string | null) => {
    const known = byGuild.get(guildId);
    const { applicationId } = world;
    const commands = known ?? createApplicationCommands({ applicationId, guildId, nextId });
    byGuild.set(guildId, commands);
    return commands;
  };

  const maxConcurrency = options.maxConcurrency ?? MAX_CONCURRENCY;
  const gateway = createGateway({
    world,
    nextId,
    watched,
    mostGuilds: options.mostGuildsAShard ?? MOST_GUILDS_A_SHARD,
    mayIdentify: createIdentifyLimit({ clock, maxConcurrency, windowMs: options.identifyWindowMs ?? 0 }),
    onViolation,
    resumeUrl: () => `ws://${address()}/resume`,
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? HEARTBEAT_INTERVAL_MS,
  });
  const gatewayBot = () => ({
    url: `ws://${address()}/gateway`,
    shards: options.shards ?? 1,
    session_start_limit: {
      total: 1_000,
      remaining: 1_000 - gateway.identifies.length,
      reset_after: 86_400_000,
      max_concurrency: maxConcurrency,
    },
  });
  const rest = createRest({
    clock,
    faults,
    routes: createRoutes({
      world,
      clock,
      firstResponseMs: options.firstResponseMs ?? FIRST_RESPONSE_MS,
      messages,
      exchanges,
      commandsOf,
      gatewayBot,
      onViolation,
    }),
    exchangeOf: ({ path }) => exchanges.get(path.split('/')[3] ?? ''),
    judge: options.judge ?? (() => []),
    onViolation,
    onChange: watched.changed,
  });
  http.on('request', (message, response) => void rest.handle(message, response));
  http.on('upgrade', gateway.upgrade);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));

  const send = ({ payload }: Exchange) =>
    gateway.dispatch('INTERACTION_CREATE', payload, payload.guild_id as string | undefined);
  return {
    apiUrl: `http://${address()}/api`,
    world,
    clock,
    watched,
    gateway,
    faults,
    messages,
    nextId,
    violations,
    barring: rest.barring,
    commandsOf,
    deliver(payload) {
      const exchange = openExchange(payload, clock.now());
      exchanges.set(exchange.token, exchange);
      exchange.isDelivered = send(exchange);
      return exchange;
    },
    deliverAgain: (exchange) => void send(exchange),
    async close() {
      gateway.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** A clock that excuses the interactions that are open while it is set forward. */
function excusingClock(exchanges: ReadonlyMap<string, Exchange>): ServerClock {
  const clock = createServerClock();
  return {
    now: clock.now,
    advance(ms) {
      for (const exchange of exchanges.values()) exchange.excused = true;
      clock.advance(ms);
    },
  };
}
