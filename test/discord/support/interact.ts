import type { JsonObject } from '../server/json.ts';
import { connectClient } from './connect-client.ts';
import { rawRequest } from './raw-request.ts';
import { startServer } from './start-server.ts';

/** Pings nobody. */
export const NOBODY = { parse: [] as [] };

/** A command as it is registered. */
export const COMMAND = {
  name: 'ask',
  description: 'Asks',
  options: [{ type: 3, name: 'question', description: 'What to ask', required: true, autocomplete: true }],
};

/** An interaction that was sent to a bot which leaves the answering to raw requests. */
export async function interact() {
  const { server, people } = await startServer();
  await connectClient(server, async () => {});
  server.commandsOf(null).replaceAll([COMMAND]);
  const exchange = people.slash('ask', { question: 'who' });
  const callback = (body: JsonObject) =>
    rawRequest(server, 'POST', `/interactions/${exchange.id}/${exchange.token}/callback`, body);
  const webhook = (method: string, rest: string, body?: JsonObject) =>
    rawRequest(server, method, `/webhooks/${server.world.applicationId}/${exchange.token}${rest}`, body);
  const original = (body: JsonObject) => webhook('PATCH', '/messages/@original', body);
  return { server, people, exchange, callback, webhook, original };
}

/** A message that pings nobody. */
export const say = (content: string, more: JsonObject = {}) => ({
  content,
  allowed_mentions: NOBODY,
  ...more,
});
