import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ordinaryUser } from '../support/ordinary-user.ts';
import type { Scene } from './scene.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** Starts the product with all its children in a process group of their own. */
export function startGroup(scene: Scene, args: readonly string[]): ChildProcess {
  const child = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), MAIN, ...args, '--seeds', scene.seeds, '--index', scene.index],
    {
      cwd: scene.folder,
      ...ordinaryUser,
      detached: true,
      env: { PATH: process.env.PATH, HOME: scene.folder },
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  );
  // What is typed after its death is lost on nobody.
  child.stdin?.on('error', () => {});
  return child;
}

/** Waits until it has ended and its pipes are closed. */
export const closed = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()));

/** Kills a process with its children, or one of them alone, at a moment; nothing where all ended before. */
export async function killAt(
  child: ChildProcess,
  options: { readonly afterMs: number; readonly alone: (count: number) => number | null },
): Promise<void> {
  await Promise.race([pause(options.afterMs), closed(child)]);
  if (child.exitCode !== null || child.pid === undefined) return;
  const family = [child.pid, ...descendantsOf(child.pid)];
  const chosen = options.alone(family.length);
  const target = chosen === null ? -child.pid : (family[chosen] as number);
  try {
    process.kill(target, 'SIGKILL');
  } catch {
    // It ended by itself in this very moment.
  }
  await closed(child);
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
