import type { Services } from '../../commands/services.ts';
import type { Command } from '../chat/command.ts';
import { createFormerQuestions } from '../chat/former-questions.ts';
import type { DiscordConfig } from '../config.ts';
import type { Dateline } from '../dateline.ts';
import { ExpectedError } from '../errors.ts';
import type { Records } from '../library/records.ts';
import type { Log } from '../log.ts';
import type { StayingCurrent } from '../stay-current.ts';
import { apiFaultOf } from './api/api-fault.ts';
import { createInteractionApi } from './api/interaction-api.ts';
import { createArticleIndexes } from './article-index.ts';
import type { Bot } from './bot.ts';
import type { FrontCommand } from './commands/front-command.ts';
import { frontCommands } from './commands/front-commands.ts';
import { type Connection, connect, type KnownSession } from './connect.ts';
import { followIndex, warmUpFor } from './follow-index.ts';
import { tokenRefused } from './gateway-faults.ts';
import { inTurn } from './in-turn.ts';
import { logIncident } from './incident.ts';
import { createFirstTime } from './interactions/first-time.ts';
import { createInteractionHandler } from './interactions/handle-interaction.ts';
import { interactionIdOf } from './interactions/read-interaction.ts';
import { createReplySender } from './interactions/reply-sender.ts';
import type { RequestLimits } from './interactions/request-limits.ts';
import { measuredAsk } from './measured-ask.ts';
import { createOldQuestionsLook, LOOK_INTERVAL_MS } from './old-questions.ts';
import { type Monitoring, openMonitoring } from './open-monitoring.ts';
import { registerCommands, registrationFailed } from './registration/register-commands.ts';
import { withReindexWatch } from './reindex-watch.ts';
import { renderReply } from './render/render-reply.ts';
import { isLeading, type Shards } from './shards/shard-plan.ts';
import type { SupervisorLink } from './shards/supervisor-link.ts';
import { within } from './within.ts';

/** How long a leaving process finishes what it has begun; a supervisor kills after some 10 s. */
const FINISHING_MS = 6_000;

/** What the front is made of. */
export interface DiscordParts {
  readonly config: DiscordConfig;
  readonly log: Log;
  readonly clock: () => Date;
  readonly commands: readonly Command<Services>[];
  readonly dateline: Dateline;
  readonly records: Records;
  /** The shards of this process; `null`: all that Discord advises. */
  readonly shards: Shards | null;
  /** `null` where this is the only process. */
  readonly link: SupervisorLink | null;
  /** Those of a process that had these shards and died. */
  readonly sessions: readonly KnownSession[];
  readonly limits: RequestLimits;
  /** Told in a plain line what the owner should know. */
  readonly onNotice: (message: string) => void;
  /** Resolves when the process is asked to end. */
  readonly leaving: Promise<void>;
}

/**
 * Runs the bot until it is asked to leave; then it takes no more interactions and finishes those in hand.
 * Health and metrics are served as long, from before the login on.
 * @throws ExpectedError `discord-unavailable` where the login fails or the connection is lost for good, and as
 *   `openMonitoring`.
 */
export async function runDiscord(parts: DiscordParts): Promise<void> {
  const monitoring = await openMonitoring(parts);
  try {
    await answerPeople(parts, monitoring);
  } finally {
    await monitoring.close();
  }
}

async function answerPeople(parts: DiscordParts, monitoring: Monitoring): Promise<void> {
  const { config, log, records, shards, link, leaving } = parts;
  const { counts } = monitoring;
  const commands = frontCommands(
    parts.commands.map((command) => (command.name === 'ask' ? measuredAsk(command, counts) : command)),
  );
  const bot = createBot(parts);
  const inHand = new Set<Promise<void>>();
  let isLeaving = false;
  let checkToken = () => {};
  const handle = createInteractionHandler({
    bot,
    sender: createReplySender({
      api: createInteractionApi({ apiUrl: config.apiUrl }),
      draw: bot.draw,
      log,
      onUnauthorised: () => checkToken(),
    }),
    commands,
    limits: parts.limits,
    counts,
    isFirstTime: createFirstTime(() => performance.now()),
  });
  const take = (raw: unknown, options: { readonly isTakenOver: boolean }) => {
    if (isLeaving) return;
    const id = interactionIdOf(raw);
    if (id !== null && !options.isTakenOver) link?.began(id, raw);
    const work = handle(raw, options).finally(() => {
      inHand.delete(work);
      if (id !== null) link?.ended(id);
    });
    inHand.add(work);
  };

  // Beside the login: neither needs the other.
  const staying = isLeading(shards)
    ? warmUp(bot, parts).then(() => stayCurrent(bot, parts))
    : Promise.resolve(followIndex(bot));
  try {
    const connection = await connect({
      config,
      shards,
      turns: link,
      sessions: parts.sessions,
      onShard: monitoring.onShard,
      onSession: (known) => link?.session(known),
      log,
      leaving,
      onInteraction: (raw) => take(raw, { isTakenOver: false }),
      onGuildLeft(guildId) {
        records.forgetGuild(guildId).catch((error: unknown) => {
          logIncident(log, error, 'what is kept of a server that was left could not be removed');
        });
      },
    });
    if (connection === null) return;
    checkToken = connection.checkToken;
    link?.onTakeOver((raw) => take(raw, { isTakenOver: true }));
    try {
      await serve(connection, commands, { ...parts, monitoring });
    } finally {
      isLeaving = true;
      monitoring.setServing(false);
      await connection.close();
    }
  } finally {
    // A model that is closed while it runs takes the process down with it.
    await within(Promise.allSettled([...inHand, staying.then((work) => work.close())]), FINISHING_MS);
  }
}

/** Registers the commands, then answers until the bot is asked to leave. @throws ExpectedError as `runDiscord`. */
async function serve(
  connection: Connection,
  commands: ReadonlyMap<string, FrontCommand>,
  parts: DiscordParts & { readonly monitoring: Monitoring },
): Promise<void> {
  const { records, clock, log, shards, link, monitoring } = parts;
  const look = createOldQuestionsLook({
    records,
    keepDays: parts.config.questionsKeepDays,
    clock,
    monotonicMs: () => performance.now(),
    log,
  });
  const leads = isLeading(shards);
  const dropping = leads ? setInterval(look, LOOK_INTERVAL_MS) : undefined;
  try {
    if (leads) await register(connection, commands, parts);
    monitoring.setServing(true);
    if (link === null) {
      parts.onNotice(`Dateline is on Discord as ${connection.name}, with ${commands.size} commands.`);
    } else link.ready({ name: connection.name, commands: commands.size });
    const lost = await Promise.race([connection.lost, parts.leaving]);
    if (lost) throw lost;
  } finally {
    clearInterval(dropping);
  }
}

function createBot({ config, log, clock, dateline, records, shards }: DiscordParts): Bot {
  const articlesOf = createArticleIndexes();
  const titles = { served: dateline.served, articlesOf };
  return {
    services: {
      ...withReindexWatch(dateline.services, { onServed: () => prepareTitles(titles) }),
      answerer: inTurn(dateline.services.answerer),
    },
    records,
    log,
    formerQuestions: createFormerQuestions(clock),
    keptDays: config.questionsKeepDays,
    shardCount: shards?.count ?? 1,
    ...titles,
    draw: ({ blocks }, rows) =>
      renderReply(
        { blocks, json: null },
        {
          now: clock(),
          staleAfterDays: config.staleAfterDays,
          ...(rows === undefined ? {} : { components: rows }),
        },
      ),
  };
}

/**
 * Commands that Discord did not take leave the former ones in place: no reason not to answer.
 * @throws ExpectedError `discord-unavailable` where it was the token that was refused
 */
async function register(
  { rest, applicationId }: Connection,
  commands: ReadonlyMap<string, FrontCommand>,
  { config, log, onNotice }: DiscordParts,
): Promise<void> {
  try {
    await registerCommands({
      rest,
      applicationId,
      guildId: config.guildId,
      commands: [...commands.values()].map(({ json }) => json),
    });
  } catch (error) {
    if (apiFaultOf(error) === 'unauthorised') throw tokenRefused(error);
    log.error({ err: error }, 'the commands could not be registered');
    onNotice(registrationFailed(error, config).message);
  }
}

/**
 * Builds the first index where there is none, and does once what the first person would wait for. Never rejects:
 * without an index the bot says so, and a moderator can build one.
 */
async function warmUp(bot: Bot, { log, onNotice }: DiscordParts): Promise<void> {
  try {
    await warmUpFor(bot, await bot.services.snapshot(() => {}));
  } catch (error) {
    if (error instanceof ExpectedError) onNotice(error.message);
    else logIncident(log, error, 'a bug in preparing the index');
  }
}

/** Indexes what changes in the seeds, and reads the feeds, while the bot runs. */
function stayCurrent(bot: Bot, { dateline, log, onNotice }: DiscordParts): Promise<StayingCurrent> {
  return dateline.stayCurrent({
    onReport: () => {
      prepareTitles(bot).catch((error: unknown) => {
        logIncident(log, error, 'the titles of a new generation could not be prepared');
      });
    },
    onNotice,
    onBug: (error) => logIncident(log, error, 'a bug while watching the seeds'),
  });
}

/** Prepares the titles of the generation that is served for whoever types next. */
async function prepareTitles({ served, articlesOf }: Pick<Bot, 'served' | 'articlesOf'>): Promise<void> {
  const snapshot = await served();
  if (snapshot !== null) await articlesOf(snapshot);
}
