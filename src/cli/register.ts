import { commands } from '../../commands/index.ts';
import type { Reply } from '../chat/reply.ts';
import type { DiscordConfig } from '../config.ts';
import { registerNow } from '../discord/registration/register-now.ts';

/** Writes the commands to Discord where they differ, and says what came of it. @throws ExpectedError as `registerNow`. */
export async function register(config: DiscordConfig): Promise<Reply> {
  const registration = await registerNow(config, commands);
  const where = registration.guildId === null ? 'for all servers' : `in server ${registration.guildId}`;
  const text = registration.changed
    ? `${registration.commands} commands were written ${where}.`
    : `The ${registration.commands} commands ${where} are up to date; nothing was written.`;
  return { blocks: [{ kind: 'paragraph', text }], json: registration };
}
