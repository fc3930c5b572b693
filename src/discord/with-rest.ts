import { REST } from 'discord.js';
import type { DiscordConfig } from '../config.ts';

const TIMEOUT_MS = 5_000;

/** Does a few requests with the bot's token, without logging in. @throws as the work */
export async function withRest<T>(config: DiscordConfig, work: (rest: REST) => Promise<T>): Promise<T> {
  const rest = new REST({ api: config.apiUrl, timeout: TIMEOUT_MS }).setToken(config.token);
  try {
    return await work(rest);
  } finally {
    // Their timers would keep the process.
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}
