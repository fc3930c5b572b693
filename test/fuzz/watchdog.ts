import { Worker } from 'node:worker_threads';

/** A parser that takes longer for one input hangs. */
const BOUND_MS = 30_000;

/** Runs in a thread of its own: a hang leaves the first one no turn to notice it. */
const WATCH = `
const { workerData: { counter, name, boundMs } } = require('node:worker_threads');
let last = -1;
setInterval(() => {
  const now = Atomics.load(counter, 0);
  if (now === last) {
    require('node:fs').writeSync(2, '\\n' + name + ': hangs at input ' + now + '\\n');
    process.kill(process.pid, 'SIGKILL');
  }
  last = now;
}, boundMs);
`;

/** Ends the process with a word about it where one input takes too long. */
export function startWatchdog(name: string) {
  const counter = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(WATCH, { eval: true, workerData: { counter, name, boundMs: BOUND_MS } });
  worker.unref();
  return {
    /** Called before each input. */
    beat: () => void Atomics.add(counter, 0, 1),
    stop: () => worker.terminate(),
  };
}
