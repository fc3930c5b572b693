import type { DiscordServer } from '../server/discord-server.ts';
import type { JsonObject } from '../server/json.ts';

/** A request to the API with the bot's token, as no client would send it. */
export async function rawRequest(server: DiscordServer, method: string, path: string, body?: unknown) {
  const response = await fetch(`${server.apiUrl}/v10${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bot ${server.world.token}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as JsonObject };
}
