import { stat } from 'node:fs/promises';
import { basename, relative, sep } from 'node:path';
import { watch } from 'chokidar';
import { ExpectedError } from '../errors.ts';

/** A seeds folder that is being watched. */
export interface Watching {
  /** Stops watching; waits for a reindex that runs. */
  close(): Promise<void>;
}

/** A file that has changed, as it was when it was looked at last. */
interface Pending {
  readonly mark: string;
  readonly sinceMs: number;
}

/** A file is taken to be whole when it has not changed for so long. */
const SETTLE_MS = 700;
/** Other files do not wait longer than this for one that is still being written. */
const MAX_WAIT_MS = 10_000;
/** Another process rebuilds: looked at again after so long. */
const BUSY_MS = 1_000;

/**
 * Watches a seeds folder and reindexes after every burst of changes, once its files have been left alone for a
 * moment. A file that is written for longer is named as unsettled, so that no half of it is taken.
 */
export async function watchSeeds(parts: {
  readonly folder: string;
  /** Paths relative to the folder, with `/`, are still being written. */
  readonly reindex: (unsettled: readonly string[]) => Promise<void>;
  /** Told of an expected failure; what was served is served on, and the next change is taken as any other. */
  readonly onFailure: (error: ExpectedError) => void;
  /** Told of anything else: a bug. */
  readonly onBug: (error: unknown) => void;
  /** Reindexes once at the start, for what changed before. */
  readonly startsChanged?: boolean;
  readonly settleMs?: number;
  readonly maxWaitMs?: number;
}): Promise<Watching> {
  const { folder, settleMs = SETTLE_MS, maxWaitMs = MAX_WAIT_MS } = parts;
  const pending = new Map<string, Pending>();
  let waitingSinceMs: number | null = null;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let closed = false;

  function note(path: string): void {
    if (closed) return;
    pending.set(path, { mark: 'not looked at yet', sinceMs: performance.now() });
    waitingSinceMs ??= performance.now();
    schedule(settleMs / 4);
  }

  function schedule(ms: number): void {
    if (timer === null && running === null && !closed) timer = setTimeout(look, ms);
  }

  function look(): void {
    timer = null;
    running = settle().then(
      () => {
        running = null;
        if (waitingSinceMs !== null) schedule(settleMs / 4);
      },
      (error: unknown) => {
        running = null;
        parts.onBug(error);
      },
    );
  }

  /** Reindexes once nothing changes any more, or too much time has gone by. */
  async function settle(): Promise<void> {
    const unsettled: string[] = [];
    for (const [path, before] of pending) {
      const mark = await markOf(path);
      // A change that came meanwhile is looked at the next time.
      if (pending.get(path) !== before) unsettled.push(path);
      else if (mark !== before.mark) {
        pending.set(path, { mark, sinceMs: performance.now() });
        unsettled.push(path);
      } else if (performance.now() - before.sinceMs < settleMs) unsettled.push(path);
    }
    const isPatient = performance.now() - (waitingSinceMs ?? 0) < maxWaitMs;
    if (closed || (unsettled.length > 0 && isPatient)) return;
    for (const path of [...pending.keys()]) if (!unsettled.includes(path)) pending.delete(path);
    waitingSinceMs = unsettled.length > 0 ? performance.now() : null;
    await reindex(unsettled.map((path) => relative(folder, path).split(sep).join('/')));
  }

  async function reindex(unsettled: readonly string[]): Promise<void> {
    try {
      await parts.reindex(unsettled);
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      if (error.code !== 'index-busy') return parts.onFailure(error);
      // Whoever rebuilds may have read the seeds before this change.
      await new Promise((resolve) => setTimeout(resolve, BUSY_MS));
      waitingSinceMs ??= performance.now();
    }
  }

  const watcher = watch(folder, {
    ignoreInitial: true,
    ignored: (path) => path !== folder && basename(path).startsWith('.'),
  });
  watcher.on('all', (_event, path) => note(path));
  watcher.on('error', parts.onBug);
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()));
  if (parts.startsChanged === true) {
    waitingSinceMs = performance.now();
    schedule(0);
  }
  return {
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await watcher.close();
      await running;
    },
  };
}

/** Changes with the file's size, time and place; a file that is gone has settled. */
async function markOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  return found === null ? 'gone' : `${found.size} ${found.mtimeMs} ${found.ino}`;
}
