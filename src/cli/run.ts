import type { Config } from '../config.ts';
import type { Dateline } from '../dateline.ts';
import type { Log } from '../log.ts';
import type { createProgressDisplay } from '../terminal/progress.ts';
import type { CommandLine } from './command-line.ts';
import type { Output } from './output.ts';

/** The process as seen from inside: what a run of the command line may touch of it. */
export interface ProcessParts {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** One run of a command, with all that it may need. */
export interface Run extends ProcessParts {
  readonly line: CommandLine;
  readonly config: Config;
  readonly log: Log;
  readonly output: Output;
  readonly progress: ReturnType<typeof createProgressDisplay>;
  /** Opens the product for one use, and closes it behind. */
  withDateline<T>(use: (dateline: Dateline) => Promise<T>): Promise<T>;
}
