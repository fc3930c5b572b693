import { readFile } from 'node:fs/promises';
import type { BenchPassage, Contender, Task, TaskResult } from './contract.ts';

/** Runs a contender in this process: does each task that the parent sends, one after the other. */
export async function serve(opening: Promise<Contender>): Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  process.on('message', (task: Task) => {
    last = last.then(async () => {
      const result = await run(await opening, task).catch((error: unknown) => String(error));
      process.send?.(result);
    });
  });
  await opening;
  process.send?.('ready');
}

async function run(contender: Contender, task: Task): Promise<TaskResult> {
  switch (task.kind) {
    case 'index': {
      const passages = JSON.parse(await readFile(task.passagesFile, 'utf8')) as readonly BenchPassage[];
      return { tookMs: [await timed(() => contender.index(passages, task.folder))], right: 0 };
    }
    case 'open':
      return { tookMs: [await timed(() => contender.open(task.folder))], right: 0 };
    case 'ask': {
      const tookMs: number[] = [];
      let right = 0;
      for (const { question, answer } of task.questions) {
        const startedMs = performance.now();
        const [first] = await contender.ask(question);
        tookMs.push(performance.now() - startedMs);
        if (first?.includes(answer)) right++;
      }
      return { tookMs, right };
    }
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}
