import { commands } from '../../commands/index.ts';
import type { Config, DiscordConfig } from '../config.ts';
import { openDateline } from '../dateline.ts';
import { runDiscord } from '../discord/discord-front.ts';
import { logIncident } from '../discord/incident.ts';
import { openRecords } from '../library/open-records.ts';
import type { Log } from '../log.ts';

/** How long what is left over may keep the process: discord.js goes on dialling after a refused login. */
const LINGER_MS = 3_000;

/**
 * Runs the bot until the process is asked to end.
 * @returns the exit code
 * @throws ExpectedError as `runDiscord`, `openDateline` and `openRecords`.
 */
export async function startDiscord(parts: {
  readonly config: Config;
  readonly discord: DiscordConfig;
  readonly log: Log;
  readonly onNotice: (message: string) => void;
}): Promise<number> {
  const { config, discord, log, onNotice } = parts;
  const clock = () => new Date();
  const leaving = listenToProcess(log);
  const records = await openRecords(config, { clock, onNotice });
  try {
    const dateline = await openDateline({ config, log, onNotice });
    try {
      await runDiscord({ config: discord, log, clock, commands, dateline, records, onNotice, leaving });
    } finally {
      await dateline.close();
    }
  } finally {
    await records.close();
    setTimeout(() => process.exit(), LINGER_MS).unref();
  }
  return 0;
}

/** Lives on after a rejection that nobody caught; resolves when the process is asked to end. */
function listenToProcess(log: Log): Promise<void> {
  process.on('unhandledRejection', (error) => logIncident(log, error, 'a rejection that nobody caught'));
  process.on('uncaughtException', (error) => {
    // What threw may have left anything half done.
    logIncident(log, error, 'an exception that nobody caught; the bot ends');
    process.exit(1);
  });
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}
