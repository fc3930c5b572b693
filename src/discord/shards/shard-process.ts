import type { ChildProcess } from 'node:child_process';
import { ExpectedError } from '../../errors.ts';
import { type ErrorMessage, errorOf, type ShardMessage, type SupervisorMessage } from './shard-protocol.ts';

/** A process that lived so long had a good start: its death is not one of a row. */
const STEADY_MS = 10 * 60_000;
/** Deaths in a row after which starting again does not help: each start may cost a login of the 1,000 a day. */
const MOST_DEATHS = 10;
/** The first restart comes at once; each further one in a row waits twice as long, up to a minute. */
const RESTART_MS = { first: 1_000, most: 60_000 };
/** A process finishes what it has begun within 8 s; what is still there after this is killed. */
const LEAVING_MS = 12_000;

/** A process with some of the shards, started again when it dies. */
export interface ShardProcess {
  /** As `shard 1 of 3`. */
  readonly name: string;
  isReady(): boolean;
  start(): void;
  /** What cannot be sent is lost with the process. */
  send(message: SupervisorMessage): void;
  /** Asks it to leave, and waits until it is gone. It is not started again. */
  stop(): Promise<void>;
}

/** What is told of it. */
export interface ShardProcessHooks {
  onMessage(message: Exclude<ShardMessage, ErrorMessage>): void;
  /** It died and is started again in `waitMs`. */
  onDeath(death: { readonly reason: string; readonly error: Error | null; readonly waitMs: number }): void;
  /** It cannot be started, or not again. */
  onFailure(error: Error): void;
}

/**
 * Prepares a process. Errors that starting again does not mend are failures: one before the process was ever ready,
 * a token or intents that Discord refuses, and ten deaths in a row.
 */
export function createShardProcess(parts: {
  readonly name: string;
  /** Starts the process with a channel to it. */
  readonly spawn: () => ChildProcess;
  /** Its first message. */
  readonly request: (former: {
    /** Processes before it that died before they were ready, in a row. */
    readonly failedStarts: number;
  }) => SupervisorMessage;
  readonly hooks: ShardProcessHooks;
  readonly monotonicMs: () => number;
}): ShardProcess {
  const { name, spawn, request, hooks, monotonicMs } = parts;
  let child: ChildProcess | null = null;
  let isReady = false;
  let wasEverReady = false;
  let failedStarts = 0;
  let isStopping = false;
  let deaths = 0;
  let restart: NodeJS.Timeout | null = null;

  function start(): void {
    restart = null;
    const started = spawn();
    const startedMs = monotonicMs();
    let told: ErrorMessage | null = null;
    child = started;
    started.on('message', (message: ShardMessage) => {
      if (message.kind === 'error') {
        told = message;
        return;
      }
      if (message.kind === 'ready') {
        isReady = true;
        wasEverReady = true;
      }
      hooks.onMessage(message);
    });
    let isOver = false;
    const over = (reason: string, cause: Error | null) => {
      if (isOver) return;
      isOver = true;
      child = null;
      failedStarts = isReady ? 0 : failedStarts + 1;
      isReady = false;
      if (!isStopping) died({ reason, error: told === null ? cause : errorOf(told), startedMs });
    };
    started.once('error', (error) => over(error.message, error));
    // Not at its exit: what it had said before may still be in the channel.
    started.once('close', (code, signal) => over(signal ?? `exit code ${code}`, null));
    send(request({ failedStarts }));
  }

  function died(death: {
    readonly reason: string;
    readonly error: Error | null;
    readonly startedMs: number;
  }): void {
    const { reason, error, startedMs } = death;
    const isRefused = error instanceof ExpectedError && error.code === 'discord-refused';
    deaths = monotonicMs() - startedMs > STEADY_MS ? 1 : deaths + 1;
    if (isRefused || (error !== null && !wasEverReady) || deaths > MOST_DEATHS) {
      hooks.onFailure(error ?? diedTooOften(name, reason));
      return;
    }
    const waitMs = deaths === 1 ? 0 : Math.min(RESTART_MS.first * 2 ** (deaths - 2), RESTART_MS.most);
    restart = setTimeout(start, waitMs);
    hooks.onDeath({ reason, error, waitMs });
  }

  function send(message: SupervisorMessage): void {
    if (child?.connected) child.send(message, () => {});
  }

  return {
    name,
    isReady: () => isReady,
    start,
    send,
    async stop() {
      isStopping = true;
      if (restart !== null) clearTimeout(restart);
      const leaving = child;
      if (leaving === null) return;
      const killing = setTimeout(() => leaving.kill('SIGKILL'), LEAVING_MS);
      const gone = new Promise((resolve) => leaving.once('close', resolve));
      leaving.kill('SIGTERM');
      await gone;
      clearTimeout(killing);
    },
  };
}

function diedTooOften(name: string, reason: string): ExpectedError {
  return new ExpectedError(
    'discord-unavailable',
    `The process of ${name} died ${MOST_DEATHS} times in a row, last by ${reason}; the log says more (LOG_LEVEL).`,
    { facts: { name, reason } },
  );
}
