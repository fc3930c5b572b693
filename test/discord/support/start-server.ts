import { onTestFinished } from 'vitest';
import {
  type DiscordServer,
  type DiscordServerOptions,
  startDiscordServer,
} from '../server/discord-server.ts';
import { createPeople, type People } from '../server/people.ts';
import { createSchemaJudge } from '../server/schema-judge.ts';

/** Shared by all servers of a process: what it compiles takes seconds. */
const judge = createSchemaJudge(process.env.DISCORD_OPENAPI);

/** A server of the test's own with its people, gone when the test is over. */
export async function startServer(
  options?: DiscordServerOptions,
): Promise<{ readonly server: DiscordServer; readonly people: People }> {
  const server = await startDiscordServer({ judge, ...options });
  onTestFinished(() => server.close());
  return { server, people: createPeople(server) };
}
