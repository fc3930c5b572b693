import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ordinaryUser } from '../support/ordinary-user.ts';
import type { Scene } from './scene.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** A started product. */
export interface Group {
  readonly child: ChildProcess;
  /** Its first word on standard error, as that the seeds are read: from here on it works. Or its end. */
  readonly working: Promise<void>;
  /** Waits until all its processes are gone. @returns stacks that one of them left on standard error */
  bugs(): Promise<string>;
}

/** Starts the product with all its children in a process group of their own. */
export function startGroup(scene: Scene, args: readonly string[]): Group {
  const child = spawn(
    process.execPath,
    [
      '--import',
      import.meta.resolve('#typescript'),
      MAIN,
      ...args,
      '--seeds',
      scene.seeds,
      '--index',
      scene.index,
    ],
    {
      cwd: scene.folder,
      ...ordinaryUser,
      detached: true,
      env: { PATH: process.env.PATH, HOME: scene.folder },
      stdio: ['pipe', 'ignore', 'pipe'],
    },
  );
  // What is typed after its death is lost on nobody.
  child.stdin?.on('error', () => {});
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // Its children have the same standard error: it ends with the last of them.
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    child,
    working: new Promise((resolve) => {
      child.stderr?.once('data', () => resolve());
      child.once('exit', () => resolve());
    }),
    async bugs() {
      await gone;
      return /^\s+at /m.test(stderr) ? stderr : '';
    },
  };
}

/** Waits until the process itself has ended. */
export const ended = ({ child }: Pick<Group, 'child'>): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()));

/** Kills a process with its children, or one of them alone, at a moment; nothing where all ended before. */
export async function killAt(
  { child }: Group,
  options: { readonly afterMs: number; readonly alone: (count: number) => number | null },
): Promise<void> {
  await Promise.race([pause(options.afterMs), ended({ child })]);
  if (child.exitCode !== null || child.pid === undefined) return;
  const family = [child.pid, ...descendantsOf(child.pid)];
  const chosen = options.alone(family.length);
  const target = chosen === null ? -child.pid : (family[chosen] as number);
  try {
    process.kill(target, 'SIGKILL');
  } catch {
    // It ended by itself in this very moment.
  }
  await ended({ child });
}

function descendantsOf(pid: number): readonly number[] {
  let listed = '';
  try {
    listed = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  } catch {
    // Gone, or another system: then only the process itself can be killed.
  }
  const children = listed.split(' ').filter(Boolean).map(Number);
  return [...children, ...children.flatMap(descendantsOf)];
}
