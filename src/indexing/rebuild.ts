import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ExpectedError } from '../errors.ts';
import { nodeArgs } from '../node-args.ts';
import type { OnBuildProgress } from './progress.ts';
import type { RebuildMessage, RebuildRequest } from './rebuild-protocol.ts';
import type { ReindexReport } from './report.ts';

const WORKER = fileURLToPath(new URL('./rebuild-worker.ts', import.meta.url));

/** Megabytes of young objects in the child, whose work makes many: Node would let them grow to three times 16. Four are 1 % faster. */
const YOUNG_MB = 1;

/**
 * Rebuilds the index in a child process, so that the caller's answers never wait for it: a pass of the model
 * blocks its process. The served generation is replaced only once the new one has proved itself.
 *
 * @throws ExpectedError as `buildIndex`, and `indexing-failed` where the child was killed.
 */
export function rebuild(
  request: RebuildRequest,
  hooks: { readonly onProgress: OnBuildProgress; readonly onNotice: (message: string) => void },
): Promise<ReindexReport> {
  const child = fork(WORKER, {
    execArgv: ['--expose-gc', ...nodeArgs(YOUNG_MB)],
    // Standard output belongs to results.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  yieldTo(child);
  return new Promise<ReindexReport>((resolve, reject) => {
    let outcome: (() => void) | null = null;
    child.on('message', (message: RebuildMessage) => {
      if (message.kind === 'progress') hooks.onProgress(message);
      else if (message.kind === 'notice') hooks.onNotice(message.message);
      else if (message.kind === 'report') outcome = () => resolve(message.report);
      else outcome = () => reject(errorOf(message));
    });
    child.once('error', reject);
    // Settled only when the child is gone: its lock and its files are free then.
    child.once('exit', (code, signal) => {
      if (outcome) outcome();
      else reject(childDied(child, code, signal));
    });
    child.send(request);
  });
}

/** Lets whoever answers go first: the child and those that it starts take what time is left. */
function yieldTo({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It may be gone already, which is told where it is waited for.
  }
}

function errorOf(message: Extract<RebuildMessage, { kind: 'error' }>): Error {
  if (message.code !== null) return new ExpectedError(message.code, message.message);
  const error = new Error(message.message);
  if (message.stack !== null) error.stack = message.stack;
  return error;
}

function childDied(child: ChildProcess, code: number | null, signal: NodeJS.Signals | null): ExpectedError {
  return new ExpectedError(
    'indexing-failed',
    `The rebuild stopped before its end (${signal === null ? `exit code ${code}` : signal}); what was served is served on. Run reindex again: it goes on where it stopped.`,
    { facts: { pid: child.pid ?? null, code, signal } },
  );
}
