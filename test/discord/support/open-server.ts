import {
  type DiscordServer,
  type DiscordServerOptions,
  startDiscordServer,
} from '../server/discord-server.ts';
import { createPeople, type People } from '../server/people.ts';
import { createSchemaJudge } from '../server/schema-judge.ts';

/** Shared by all servers of a process: what it compiles takes seconds. */
const judge = createSchemaJudge(process.env.DISCORD_OPENAPI);

/** A server with its people, judged by Discord's document where DISCORD_OPENAPI names it. To be closed. */
export async function openServer(
  options: DiscordServerOptions = {},
): Promise<{ readonly server: DiscordServer; readonly people: People }> {
  const server = await startDiscordServer({ judge, ...options });
  return { server, people: createPeople(server) };
}
