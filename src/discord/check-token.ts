import { Routes } from 'discord.js';
import type { DiscordConfig } from '../config.ts';
import { loginFailed } from './gateway-faults.ts';
import { readGatewayInfo } from './shards/gateway-info.ts';
import { planInWords, planShards } from './shards/shard-plan.ts';
import { withRest } from './with-rest.ts';

/**
 * Asks Discord whose token it is, and how many shards it advises.
 * @returns the application's name, and in words how this machine would share the shards out
 * @throws ExpectedError `discord-unavailable` or `discord-refused`
 */
export async function checkToken(
  config: DiscordConfig,
): Promise<{ readonly name: string; readonly plan: string }> {
  try {
    const application = await withRest(config, (rest) => rest.get(Routes.currentApplication()));
    const { shards: advised } = await readGatewayInfo(config);
    const plan = planInWords(planShards({ sharding: config.sharding, advised }), advised);
    return { name: (application as { readonly name: string }).name, plan };
  } catch (error) {
    throw loginFailed(error, config.apiUrl);
  }
}
