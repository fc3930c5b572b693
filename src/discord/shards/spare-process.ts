import type { ChildProcess } from 'node:child_process';

/**
 * Starts processes, and keeps one ready that waits for its first message: loading the program is most of what a start
 * takes, and people wait 3 s at most for the process of their shard.
 */
export interface SpareProcess {
  /** The one that waits, or a new one where none does. */
  take(): ChildProcess;
  /** Starts one that waits, where none does. */
  prepare(): void;
  close(): void;
}

/** None waits yet. */
export function createSpareProcess(spawn: () => ChildProcess): SpareProcess {
  let spare: ChildProcess | null = null;
  const isWaiting = (child: ChildProcess | null): child is ChildProcess => child?.connected === true;
  return {
    take() {
      const waiting = spare;
      spare = null;
      return isWaiting(waiting) ? waiting : spawn();
    },
    prepare() {
      if (isWaiting(spare)) return;
      spare = spawn();
      // One that cannot be started is not missed until it is needed.
      spare.on('error', () => {});
    },
    close() {
      spare?.kill();
    },
  };
}
