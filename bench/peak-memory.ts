import { readdirSync, readFileSync } from 'node:fs';

/** The kernel keeps each process's peak; what they hold together is looked at so often. */
const INTERVAL_MS = 100;

/** The most memory that some processes held, in MB. */
export interface PeakMemory {
  /** Of the process itself. */
  readonly ownMb: number;
  /** Of each of its descendants, the largest first. */
  readonly othersMb: readonly number[];
  /** All at one moment. */
  readonly togetherMb: number;
}

/** Follows a process and all its descendants, as far as the system has /proc; zeros elsewhere. */
export function watchMemory(pid: number): { peak(): PeakMemory; stop(): void } {
  const peaks = new Map<number, number>();
  let togetherMb = 0;
  const look = () => {
    let nowMb = 0;
    for (const member of familyOf(pid)) {
      const status = read(`/proc/${member}/status`);
      peaks.set(member, Math.max(megabytes(status, 'VmHWM'), peaks.get(member) ?? 0));
      nowMb += megabytes(status, 'VmRSS');
    }
    togetherMb = Math.max(togetherMb, nowMb);
  };
  const timer = setInterval(look, INTERVAL_MS).unref();
  return {
    peak() {
      look();
      const others = [...peaks].filter(([member, mb]) => member !== pid && mb > 0).map(([, mb]) => mb);
      return { ownMb: peaks.get(pid) ?? 0, othersMb: others.sort((a, b) => b - a), togetherMb };
    },
    stop: () => clearInterval(timer),
  };
}

/** MB that a process holds now; 0 where the system has no /proc. */
export function heldMb(pid: number): number {
  return megabytes(read(`/proc/${pid}/status`), 'VmRSS');
}

function megabytes(status: string, field: string): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'mu').exec(status)?.[1] ?? 0) / 1024;
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
