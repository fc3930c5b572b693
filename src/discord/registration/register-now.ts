import { Routes } from 'discord.js';
import type { Services } from '../../../commands/services.ts';
import type { Command } from '../../chat/command.ts';
import type { DiscordConfig } from '../../config.ts';
import { apiFaultOf } from '../api/api-fault.ts';
import { frontCommands } from '../commands/front-commands.ts';
import { tokenRefused } from '../gateway-faults.ts';
import { withRest } from '../with-rest.ts';
import { type Registration, registerCommands, registrationFailed } from './register-commands.ts';

/**
 * Registers the commands without logging in.
 * @throws ExpectedError `discord-unavailable`.
 */
export async function registerNow(
  config: DiscordConfig,
  commands: readonly Command<Services>[],
): Promise<Registration> {
  try {
    return await withRest(config, async (rest) => {
      const application = (await rest.get(Routes.currentApplication())) as { readonly id: string };
      return registerCommands({
        rest,
        applicationId: application.id,
        guildId: config.guildId,
        commands: [...frontCommands(commands).values()].map(({ json }) => json),
      });
    });
  } catch (error) {
    throw apiFaultOf(error) === 'unauthorised' ? tokenRefused(error) : registrationFailed(error, config);
  }
}
