import { readdirSync, readFileSync } from 'node:fs';

/** The kernel keeps each process's peak; it has only to be read before the process is gone. */
const INTERVAL_MS = 100;

/** Follows a process and all its descendants, as far as the system has /proc; empty elsewhere. */
export function watchMemory(pid: number): {
  /** Peak of resident memory of each process in MB, the largest first. */
  readonly peakMb: () => readonly number[];
  readonly stop: () => void;
} {
  const peaks = new Map<number, number>();
  const look = () => {
    for (const member of familyOf(pid)) {
      const kilobytes = Number(/^VmHWM:\s+(\d+)/mu.exec(read(`/proc/${member}/status`))?.[1] ?? 0);
      peaks.set(member, Math.max(kilobytes / 1024, peaks.get(member) ?? 0));
    }
  };
  const timer = setInterval(look, INTERVAL_MS).unref();
  return {
    peakMb: () => {
      look();
      return [...peaks.values()].filter((peak) => peak > 0).sort((a, b) => b - a);
    },
    stop: () => clearInterval(timer),
  };
}

function familyOf(pid: number): readonly number[] {
  const members = [pid];
  for (const member of members) {
    for (const task of list(`/proc/${member}/task`)) {
      const children = read(`/proc/${member}/task/${task}/children`).trim();
      if (children !== '') members.push(...children.split(' ').map(Number));
    }
  }
  return members;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process is gone, or there is no /proc.
    return '';
  }
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
