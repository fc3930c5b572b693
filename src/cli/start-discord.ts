import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Config, DiscordConfig } from '../config.ts';
import { ownShards } from '../discord/shards/shard-plan.ts';
import { superviseShards } from '../discord/shards/supervise-shards.ts';
import type { Log } from '../log.ts';
import { ANSWERING_YOUNG_MB, nodeArgs } from '../node-args.ts';
import { listenToProcess } from './listen-to-process.ts';
import { runBot } from './run-bot.ts';

const WORKER = fileURLToPath(new URL('./shard-worker.ts', import.meta.url));

/**
 * Runs the bot until the process is asked to end; in several processes where the configuration says so.
 * @returns the exit code
 * @throws ExpectedError as `runBot` and `superviseShards`.
 */
export async function startDiscord(parts: {
  readonly config: Config;
  readonly discord: DiscordConfig;
  readonly log: Log;
  readonly onNotice: (message: string) => void;
}): Promise<number> {
  const { sharding } = parts.discord;
  const leaving = listenToProcess(parts.log);
  if (sharding.processes > 1) await superviseShards({ ...parts, leaving, spawn: spawnWorker });
  else await runBot({ ...parts, leaving, shards: ownShards(sharding), link: null });
  return 0;
}

function spawnWorker() {
  return fork(WORKER, {
    execArgv: [...nodeArgs(ANSWERING_YOUNG_MB)],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}
