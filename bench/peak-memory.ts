import { readdirSync, readFileSync } from 'node:fs';

/** The kernel keeps each process's peak; what they hold together is looked at so often. */
const INTERVAL_MS = 100;

/** The most memory that some processes held, in MB. */
export interface PeakMemory {
  /** Of the process itself. */
  readonly ownMb: number;
  /** Of that what belongs to it alone, without the pages of files, which processes share. */
  readonly ownAnonymousMb: number;
  /** Of each of its descendants, the largest first. */
  readonly othersMb: readonly number[];
  /** All at one moment. */
  readonly togetherMb: number;
  /** The descendants at one moment … */
  readonly othersTogetherMb: number;
  /** … and what of it is no page of a file. */
  readonly othersTogetherAnonymousMb: number;
}

/** Follows a process and all its descendants, as far as the system has /proc; zeros elsewhere. */
export function watchMemory(pid: number): { peak(): PeakMemory; stop(): void } {
  const peaks = new Map<number, number>();
  let ownAnonymousMb = 0;
  let togetherMb = 0;
  let othersTogetherMb = 0;
  let othersTogetherAnonymousMb = 0;
  const look = () => {
    let nowMb = 0;
    let othersMb = 0;
    let othersAnonymousMb = 0;
    for (const member of familyOf(pid)) {
      const status = read(`/proc/${member}/status`);
      const residentMb = megabytes(status, 'VmRSS');
      const anonymousMb = megabytes(status, 'RssAnon');
      peaks.set(member, Math.max(megabytes(status, 'VmHWM'), peaks.get(member) ?? 0));
      nowMb += residentMb;
      if (member === pid) ownAnonymousMb = Math.max(ownAnonymousMb, anonymousMb);
      else {
        othersMb += residentMb;
        othersAnonymousMb += anonymousMb;
      }
    }
    togetherMb = Math.max(togetherMb, nowMb);
    othersTogetherMb = Math.max(othersTogetherMb, othersMb);
    othersTogetherAnonymousMb = Math.max(othersTogetherAnonymousMb, othersAnonymousMb);
  };
  const timer = setInterval(look, INTERVAL_MS).unref();
  return {
    peak() {
      look();
      const others = [...peaks].filter(([member, mb]) => member !== pid && mb > 0).map(([, mb]) => mb);
      return {
        ownMb: peaks.get(pid) ?? 0,
        ownAnonymousMb,
        othersMb: others.sort((a, b) => b - a),
        togetherMb,
        othersTogetherMb,
        othersTogetherAnonymousMb,
      };
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
