import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * The words before a command that hold it, its threads and its children to one core: a runtime that takes as many
 * threads as the machine has cores then shares that core among them.
 * @returns `null` where the system has no `taskset`, as macOS
 */
export function heldToOneCore(): readonly string[] | null {
  try {
    const core = lastAllowedCore();
    execFileSync('taskset', ['-c', core, 'true'], { stdio: 'ignore' });
    return ['taskset', '-c', core];
  } catch {
    return null;
  }
}

/** The first core serves most of a machine's interrupts. */
function lastAllowedCore(): string {
  const status = readFileSync('/proc/self/status', 'utf8');
  const core = /^Cpus_allowed_list:.*?(\d+)$/mu.exec(status)?.[1];
  if (core === undefined) throw new Error('the system does not tell which cores are allowed');
  return core;
}
