import { Routes } from 'discord.js';
import type { DiscordConfig } from '../config.ts';
import { loginFailed } from './gateway-faults.ts';
import { withRest } from './with-rest.ts';

/** Asks Discord whose token it is. @returns the application's name @throws ExpectedError `discord-unavailable` */
export async function checkToken(config: DiscordConfig): Promise<string> {
  try {
    const application = await withRest(config, (rest) => rest.get(Routes.currentApplication()));
    return (application as { readonly name: string }).name;
  } catch (error) {
    throw loginFailed(error, config.apiUrl);
  }
}
