import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ANSWERING_YOUNG_MB, nodeArgs } from '../src/node-args.ts';
import type { Task, TaskResult } from './contenders/contract.ts';
import { heldToOneCore } from './one-core.ts';
import { heldMb, type PeakMemory, watchMemory } from './peak-memory.ts';

/** A contender's process, ready to be given tasks. */
export interface ContenderProcess {
  readonly name: string;
  run(task: Task): Promise<TaskResult>;
  /** The most memory that it and its children have held so far. */
  peak(): PeakMemory;
  /** MB that it holds now, without its children. */
  heldMb(): number;
  close(): Promise<void>;
}

/** Which program a contender is, with its arguments. */
export interface ContenderProgram {
  readonly name: string;
  /** A file of bench/contenders, without its ending. */
  readonly program: string;
  readonly args?: readonly string[];
  /** With all that it starts, where the system can do that (`heldToOneCore`). */
  readonly onOneCore?: boolean;
}

/** The product's own, as it is started by package.json; the others take Node as it is. */
const YOUNG_MB: Readonly<Record<string, number>> = { dateline: ANSWERING_YOUNG_MB };

/** Starts a contender and waits until it has loaded what it needs. */
export async function startContender({
  name,
  program,
  args = [],
  onOneCore = false,
}: ContenderProgram): Promise<ContenderProcess> {
  const file = fileURLToPath(new URL(`./contenders/${program}.ts`, import.meta.url));
  const [command, ...words] = [
    ...((onOneCore && heldToOneCore()) || []),
    process.execPath,
    ...nodeArgs(YOUNG_MB[program]),
    file,
    ...args,
  ] as const;
  const child: ChildProcess = spawn(command as string, words, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const memory = watchMemory(child.pid as number);
  const next = () =>
    new Promise<unknown>((resolve, reject) => {
      const onExit = (code: number | null) => reject(new Error(`${name} ended with exit code ${code}`));
      child.once('exit', onExit);
      child.once('message', (message) => {
        child.off('exit', onExit);
        resolve(message);
      });
    });
  await next();
  return {
    name,
    async run(task) {
      child.send(task);
      const result = await next();
      if (typeof result === 'string') throw new Error(`${name}: ${result}`);
      return result as TaskResult;
    },
    peak: memory.peak,
    heldMb: () => heldMb(child.pid as number),
    async close() {
      memory.stop();
      if (child.exitCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
  };
}
