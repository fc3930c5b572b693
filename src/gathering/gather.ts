import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ExpectedError } from '../errors.ts';
import type { AddReport, AddTarget } from './add-report.ts';
import type { GatherMessage, GatherRequest, GatherSettings } from './gather-protocol.ts';

const WORKER = fileURLToPath(new URL('./gather-worker.ts', import.meta.url));

/**
 * Adds pages and files to the seeds in a child process, so that the caller's answers never wait for a page.
 * @throws ExpectedError `add-refused` where nothing could be added, with every reason; `disk-full`, `config`.
 */
export async function gather(settings: GatherSettings, targets: readonly AddTarget[]): Promise<AddReport> {
  const report = await inChild({ settings, targets });
  if (report.added.length > 0) return report;
  const reasons = report.refused.map(({ reason }) => reason);
  throw new ExpectedError('add-refused', reasons.join(' ') || 'Nothing was named to add.');
}

function inChild(request: GatherRequest): Promise<AddReport> {
  const child = fork(WORKER, {
    // The loader's own address: a child in another working folder finds it, too.
    execArgv: ['--import', import.meta.resolve('tsx')],
    // Standard output belongs to results.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    let outcome = () =>
      reject(new ExpectedError('fetch-failed', 'Fetching stopped before its end; try again.'));
    child.on('message', (message: GatherMessage) => {
      outcome = () => (message.kind === 'added' ? resolve(message.report) : reject(errorOf(message)));
    });
    child.once('error', reject);
    child.once('exit', () => outcome());
    child.send(request);
  });
}

function errorOf({ code, message, stack }: Extract<GatherMessage, { kind: 'error' }>): Error {
  if (code !== null) return new ExpectedError(code, message);
  const error = new Error(message);
  if (stack !== null) error.stack = stack;
  return error;
}
