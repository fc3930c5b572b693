import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DiscordServer } from '../server/discord-server.ts';

const MAIN = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));
/** A start takes two seconds; several at once on a busy machine, far longer. */
const READY_MS = 90_000;
/** Leaving takes well under a second; a process that is still there after this is killed. */
const LEAVING_MS = 15_000;

/** The real process, as `npm start` starts it, connected to a local server. */
export interface Bot {
  /** What it has written on standard error so far. */
  stderr(): string;
  /** Lines on standard error that are for people: the log's are JSON. */
  plainLines(): readonly string[];
  /** The exit code, once it has ended; `null` where a signal ended it. */
  readonly exited: Promise<number | null>;
  isAlive(): boolean;
  /** Memory in use, in MB, as the system counts it; of all processes together, where there are several of shards. */
  memoryMb(): number;
  /** Process numbers of the processes of shards, by their first shard; none where there is one process alone. */
  shardProcesses(): ReadonlyMap<number, number>;
  /** Asks it to leave. @returns the exit code */
  stop(signal?: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null>;
  /**
   * Waits until it has registered its commands and so many shards take interactions, one unless told.
   * @throws Error where it ends before.
   */
  ready(shards?: number): Promise<void>;
}

/** Starts the bot; does not wait until it is ready. */
export function startBot(parts: {
  readonly server: DiscordServer;
  readonly indexFolder: string;
  readonly seedsFolder: string;
  readonly environment?: Readonly<Record<string, string>>;
}): Bot {
  const { server, indexFolder, seedsFolder, environment } = parts;
  const child = spawn(process.execPath, ['--import', import.meta.resolve('#typescript'), MAIN, 'start'], {
    cwd: indexFolder,
    env: {
      PATH: process.env.PATH,
      HOME: indexFolder,
      DISCORD_TOKEN: server.world.token,
      DISCORD_API_URL: server.apiUrl,
      INDEX_DIR: indexFolder,
      SEEDS_DIR: seedsFolder,
      // Tests ask faster than people; the limits have tests of their own.
      USER_REQUESTS_PER_MINUTE: '100000',
      GUILD_REQUESTS_PER_MINUTE: '100000',
      ...environment,
    },
  });
  let stderr = '';
  let alive = true;
  child.stdout.resume();
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      alive = false;
      server.watched.changed();
      resolve(code);
    });
  });
  const registered = () =>
    [null, ...server.world.guilds.map(({ id }) => id)].some((id) => server.commandsOf(id).list().length > 0);

  return {
    stderr: () => stderr,
    plainLines: () => stderr.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('{')),
    exited,
    isAlive: () => alive,
    memoryMb() {
      const others = shardProcessesOf(child.pid).size > 0 ? childrenOf(child.pid) : [];
      return [child.pid, ...others].reduce<number>((sum, pid) => sum + memoryOf(pid), 0);
    },
    shardProcesses: () => shardProcessesOf(child.pid),
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const killing = setTimeout(() => child.kill('SIGKILL'), LEAVING_MS);
      return exited.finally(() => clearTimeout(killing));
    },
    async ready(shards = 1) {
      await server.watched.until(
        'the bot to be ready',
        () => !alive || (registered() && server.gateway.readyShards() >= shards),
        READY_MS,
      );
      if (!alive) throw new Error(`The bot has ended: ${stderr}`);
    },
  };
}

function memoryOf(pid: number | undefined): number {
  const status = readProcess(pid, 'status');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

/** The children that call themselves processes of shards. */
function shardProcessesOf(pid: number | undefined): ReadonlyMap<number, number> {
  return new Map(
    childrenOf(pid).flatMap((child) => {
      const shard = /^dateline shards? (\d+)/.exec(readProcess(child, 'cmdline'))?.[1];
      return shard === undefined ? [] : [[Number(shard), child] as const];
    }),
  );
}

function childrenOf(pid: number | undefined): readonly number[] {
  return readProcess(pid, `task/${pid}/children`).split(' ').filter(Boolean).map(Number);
}

/** What the system tells of a process; nothing of one that is gone. */
function readProcess(pid: number | undefined, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
