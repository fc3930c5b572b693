import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** What a run of the command line left behind. */
export interface DatelineRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as a person would, in a process of its own, away from the project's folder. */
export function runDateline(
  args: readonly string[],
  options: {
    readonly input?: string;
    readonly environment?: Readonly<Record<string, string>>;
    readonly cwd: string;
    /** The tests' own unless told. */
    readonly user?: { readonly uid?: number; readonly gid?: number };
  },
): Promise<DatelineRun> {
  const child = spawn(process.execPath, ['--import', import.meta.resolve('#typescript'), MAIN, ...args], {
    cwd: options.cwd,
    ...options.user,
    env: { PATH: process.env.PATH, HOME: options.cwd, ...options.environment },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
