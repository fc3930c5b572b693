import { commands } from '../../commands/index.ts';
import type { Config, DiscordConfig } from '../config.ts';
import { openDateline } from '../dateline.ts';
import type { KnownSession } from '../discord/connect.ts';
import { runDiscord } from '../discord/discord-front.ts';
import { createRequestLimits } from '../discord/interactions/request-limits.ts';
import { isLeading, type Shards } from '../discord/shards/shard-plan.ts';
import type { SupervisorLink } from '../discord/shards/supervisor-link.ts';
import { openRecords } from '../library/open-records.ts';
import type { Log } from '../log.ts';

/** How long what is left over may keep the process: discord.js goes on dialling after a refused login. */
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
  const limits = link?.limits ?? createRequestLimits(discord);
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
    setTimeout(() => process.exit(), LINGER_MS).unref();
  }
}
