import type { Scene } from './scene.ts';

/** What a fault is given. */
export interface FaultParts {
  /** Made for this fault alone: nothing else touches its folders. */
  readonly scene: Scene;
  /** From 0 to below 1; the same for the same seed. */
  readonly random: () => number;
  readonly times: number;
}

/** One way in which things break, done `times` times. */
export interface Fault {
  readonly name: string;
  /** @returns `null` where this machine does not let it happen */
  run(parts: FaultParts): Promise<FaultResult | null>;
}

/** What a fault did. */
export interface FaultResult {
  /** A line for each time at which something was lost or did not recover. */
  readonly lost: readonly string[];
  /** A measured figure to stand in the table. */
  readonly note?: string;
}

/** How the command line begins to speak of a failure that it has no words for. */
export const BUG = /Something went wrong/;

/** What became of a fault. */
export interface FaultOutcome {
  readonly fault: string;
  readonly times: number;
  readonly result: FaultResult | null;
}

/** The outcomes as a table in Markdown. */
export function faultTable(outcomes: readonly FaultOutcome[]): string {
  const rows = outcomes.map(({ fault, times, result }) => {
    if (result === null) return `| ${fault} | 0 | – | – | this machine mounts nothing |`;
    const { lost, note = '' } = result;
    return `| ${fault} | ${times} | ${lost.length} | ${Math.max(0, times - lost.length)} | ${note} |`;
  });
  return ['| fault | times | lost | recovered | |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}
