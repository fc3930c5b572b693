import { onTestFinished } from 'vitest';
import type { DiscordServerOptions } from '../server/discord-server.ts';
import { openServer } from './open-server.ts';

/** A server of the test's own with its people, gone when the test is over. */
export async function startServer(options?: DiscordServerOptions) {
  const opened = await openServer(options);
  onTestFinished(() => opened.server.close());
  return opened;
}
