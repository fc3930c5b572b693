import { Client, Events, type Interaction } from 'discord.js';
import { onTestFinished } from 'vitest';
import type { DiscordServer } from '../server/discord-server.ts';

/** A client of discord.js that is ready, with one command registered. */
export async function connectClient(
  server: DiscordServer,
  onInteraction: (interaction: Interaction) => Promise<unknown>,
) {
  const client = new Client({
    intents: [1],
    rest: { api: server.apiUrl, retries: 0 },
    allowedMentions: { parse: [] },
    shards: 'auto',
  });
  onTestFinished(() => client.destroy());
  client.on(Events.InteractionCreate, (interaction) => void onInteraction(interaction).catch(() => {}));
  client.on(Events.Error, () => {});
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(server.world.token);
  await ready;
  return client;
}
