import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ExpectedError } from '../errors.ts';
import { nodeArgs } from '../node-args.ts';
import type { AddReport, AddTarget } from './add-report.ts';
import type { GatherMessage, GatherRequest, GatherSettings } from './gather-protocol.ts';

const WORKER = fileURLToPath(new URL('./gather-worker.ts', import.meta.url));

/** A process that has ended by itself is not started again at once: what ended it may end the next one, too. */
const RESTART_MS = 60_000;

/** Feeds that are being asked, in a process of its own. */
export interface Polling {
  close(): Promise<void>;
}

/**
 * Adds pages, feeds and files to the seeds in a child process, so that the caller's answers never wait for one.
 * @throws ExpectedError `add-refused` where nothing could be added, with every reason; `disk-full`, `config`.
 */
export async function gather(settings: GatherSettings, targets: readonly AddTarget[]): Promise<AddReport> {
  const report = await added({ kind: 'add', settings, targets });
  if (report.added.length > 0 || report.feeds.length > 0) return report;
  const reasons = report.refused.map(({ reason }) => reason);
  throw new ExpectedError('add-refused', reasons.join(' ') || 'Nothing was named to add.');
}

/** Asks the feeds of `sources.yaml`, each when it is due, until closed. */
export function pollFeeds(settings: GatherSettings, onNotice: (message: string) => void): Polling {
  let child: ChildProcess;
  let gone: Promise<void>;
  let again: NodeJS.Timeout | null = null;
  let closed = false;

  function run(): void {
    child = start({ kind: 'poll', settings });
    child.on('message', (message: GatherMessage) => {
      if (message.kind === 'notice' || message.kind === 'error') onNotice(message.message);
    });
    child.once('error', (error) => onNotice(`Feeds are not read: ${error.message}`));
    gone = new Promise((resolve) => {
      child.once('exit', () => {
        resolve();
        if (closed) return;
        onNotice('The process that reads the feeds has ended; another one begins in a minute.');
        again = setTimeout(run, RESTART_MS);
      });
    });
  }

  run();
  return {
    async close() {
      closed = true;
      if (again !== null) clearTimeout(again);
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}

function start(request: GatherRequest): ChildProcess {
  const child = fork(WORKER, {
    execArgv: [...nodeArgs()],
    // Standard output belongs to results.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.send(request);
  return child;
}

function added(request: GatherRequest): Promise<AddReport> {
  const child = start(request);
  return new Promise((resolve, reject) => {
    let outcome = () =>
      reject(new ExpectedError('fetch-failed', 'Fetching stopped before its end; try again.'));
    child.on('message', (message: GatherMessage) => {
      if (message.kind === 'added') outcome = () => resolve(message.report);
      if (message.kind === 'error') outcome = () => reject(errorOf(message));
    });
    child.once('error', reject);
    child.once('exit', () => outcome());
  });
}

function errorOf({ code, message, stack }: Extract<GatherMessage, { kind: 'error' }>): Error {
  if (code !== null) return new ExpectedError(code, message);
  const error = new Error(message);
  if (stack !== null) error.stack = stack;
  return error;
}
