import { commands } from '../../commands/index.ts';
import type { Config, DiscordConfig } from '../config.ts';
import { openDateline } from '../dateline.ts';
import type { KnownSession } from '../discord/connect.ts';
import { runDiscord } from '../discord/discord-front.ts';
import { createRequestLimits, type RequestLimits } from '../discord/interactions/request-limits.ts';
import { createStoredRequestLimits } from '../discord/interactions/stored-request-limits.ts';
import { isLeading, type Shards } from '../discord/shards/shard-plan.ts';
import type { SupervisorLink } from '../discord/shards/supervisor-link.ts';
import { openRecords } from '../library/open-records.ts';
import { openDatabase } from '../library/postgres/open-database.ts';
import type { Log } from '../log.ts';

/** Of their own: a count must not wait behind a search, for an acknowledgement waits for it. */
const COUNTING_CONNECTIONS = 2;
/** How long what is left over may keep the process: @discordjs/ws goes on dialling after a refused login. */
const LINGER_MS = 3_000;

/**
 * Runs the bot, or some shards of it, in this process until it is asked to leave.
 * @throws ExpectedError as `runDiscord`, `openDateline` and `openRecords`.
 */
export async function runBot(parts: {
  readonly config: Config;
  readonly discord: DiscordConfig;
  /** `null`: all that Discord advises. */
  readonly shards: Shards | null;
  /** To the process that started this one for its shards; `null` where there is none. */
  readonly link: SupervisorLink | null;
  /** Those of a process that had these shards and died. */
  readonly sessions?: readonly KnownSession[];
  readonly log: Log;
  readonly onNotice: (message: string) => void;
  readonly leaving: Promise<void>;
}): Promise<void> {
  const { config, discord, shards, link, sessions = [], log, onNotice, leaving } = parts;
  const clock = () => new Date();
  const { limits, close: closeLimits } = openLimits(parts);
  const records = await openRecords(config, { clock, onNotice });
  try {
    const dateline = await openDateline({ config, log, buildsFirst: isLeading(shards), onNotice });
    const bot = { config: discord, shards, link, sessions, limits, log, clock, commands, dateline, records };
    try {
      await runDiscord({ ...bot, onNotice, leaving });
    } finally {
      await dateline.close();
    }
  } finally {
    await records.close();
    await closeLimits();
    setTimeout(() => process.exit(), LINGER_MS).unref();
  }
}

/** Counts in the database where there is one, since other machines may count there, too; else for this machine. */
function openLimits({ config, discord, link, log }: Parameters<typeof runBot>[0]): {
  readonly limits: RequestLimits;
  close(): Promise<void>;
} {
  const local = link?.limits ?? createRequestLimits(discord);
  if (config.database === null) return { limits: local, close: async () => {} };
  const database = openDatabase({ ...config.database, readUrl: null, poolSize: COUNTING_CONNECTIONS });
  const stored = { limits: discord, database, secret: discord.token, insurance: local, log };
  return { limits: createStoredRequestLimits(stored), close: () => database.close() };
}
