import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DiscordServer, DiscordServerOptions } from '../server/discord-server.ts';
import type { People } from '../server/people.ts';
import { openServer } from './open-server.ts';
import { buildSampleIndex, type SampleIndex } from './sample-index.ts';
import { type Bot, startBot } from './start-bot.ts';

/** A server, its people, and the bot's process with an index of the sample seeds. */
export interface Stage {
  readonly server: DiscordServer;
  readonly people: People;
  readonly bot: Bot;
  /** Shared by the stages of one file. */
  readonly seedsFolder: string;
  readonly indexFolder: string;
  /** Ends the process and starts another on the same index and the same server. */
  restart(): Promise<Stage>;
  close(): Promise<void>;
}

/** Where stages of one test file come from; they share one build of the sample index. */
export interface Stages {
  /** Starts one; `prepare` may script faults before the process is there. */
  open(options?: {
    readonly server?: DiscordServerOptions;
    readonly environment?: (server: DiscordServer) => Readonly<Record<string, string>>;
    readonly prepare?: (server: DiscordServer) => void;
    /** Processes with a shard each; by default one process with all. */
    readonly shardProcesses?: number;
    /** Whether to wait until it is ready; yes by default. */
    readonly wait?: boolean;
  }): Promise<Stage>;
  /** Ends every stage and removes the folders. */
  close(): Promise<void>;
}

/**
 * Builds the index of the sample seeds, or of those that `writeSeeds` puts into the folder that it is given.
 * To be closed when the file's tests are over.
 */
export async function createStages(writeSeeds?: (folder: string) => Promise<void>): Promise<Stages> {
  const folder = await mkdtemp(join(tmpdir(), 'dateline-sample-'));
  const sample: SampleIndex = await buildSampleIndex(folder, writeSeeds);
  const opened = new Set<Stage>();
  return {
    async open({ server: serverOptions, environment, prepare, shardProcesses = 1, wait = true } = {}) {
      const indexFolder = await sample.copy();
      const { server, people } = await openServer(serverOptions);
      prepare?.(server);
      const parts = {
        server,
        indexFolder,
        seedsFolder: sample.seedsFolder,
        environment: {
          ...(shardProcesses > 1 && { DISCORD_SHARD_PROCESSES: String(shardProcesses) }),
          ...environment?.(server),
        },
      };
      const stageOf = (bot: Bot): Stage => ({
        server,
        people,
        bot,
        seedsFolder: parts.seedsFolder,
        indexFolder,
        async restart() {
          opened.delete(stage);
          await bot.stop();
          const next = stageOf(startBot(parts));
          opened.add(next);
          await next.bot.ready(shardProcesses);
          return next;
        },
        async close() {
          await bot.stop();
          await server.close();
          await rm(indexFolder, { recursive: true, force: true });
        },
      });
      const stage = stageOf(startBot(parts));
      opened.add(stage);
      if (wait) await stage.bot.ready(shardProcesses);
      return stage;
    },
    async close() {
      await Promise.all([...opened].map((stage) => stage.close()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
