import { Routes } from 'discord.js';
import { z } from 'zod';
import type { DiscordConfig } from '../../config.ts';
import { loginFailed } from '../gateway-faults.ts';
import { withRest } from '../with-rest.ts';

const gatewaySchema = z.object({
  shards: z.number().int().min(1),
  session_start_limit: z.object({ max_concurrency: z.number().int().min(1) }),
});

/** What Discord says about logins of this bot. */
export interface GatewayInfo {
  /** Shards that it advises. */
  readonly shards: number;
  /** Shards whose numbers have different remainders by it may log in at the same time, each group once in 5 s. */
  readonly maxConcurrency: number;
}

/** Asks Discord. @throws ExpectedError as a login. */
export async function readGatewayInfo(config: DiscordConfig): Promise<GatewayInfo> {
  try {
    const info = gatewaySchema.parse(await withRest(config, (rest) => rest.get(Routes.gatewayBot())));
    return { shards: info.shards, maxConcurrency: info.session_start_limit.max_concurrency };
  } catch (error) {
    throw loginFailed(error, config.apiUrl);
  }
}
