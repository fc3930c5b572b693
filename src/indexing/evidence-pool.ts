import { type ChildProcess, fork } from 'node:child_process';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Passage } from '../corpus/passages.ts';
import type { EncoderModel } from '../embedding/onnx-encoder.ts';
import { ExpectedError } from '../errors.ts';
import type { Evidence } from '../library/library.ts';
import { nodeArgs } from '../node-args.ts';
import type { EvidenceSource } from './evidence.ts';

const WORKER = fileURLToPath(new URL('./evidence-worker.ts', import.meta.url));

/** Sent to a child first: what it must know to embed. */
export interface EvidenceModel extends EncoderModel {
  readonly meanState: Float32Array;
}

/** Sent to a child; answered in the order asked. */
export interface EvidenceRequest {
  readonly passage: Passage;
}

/** Sent by a child: that it has loaded the model, then the evidence asked for. */
export type EvidenceAnswer = 'ready' | Evidence;

/**
 * Megabytes of young objects in a child. Node would let them grow to three times 16, which nearly all are states of
 * the passes before; so it holds 40 MB less, and is no slower.
 */
const YOUNG_MB = 1;

/** Articles in work for each process, so that none ever waits for the next passage. */
const QUEUED_PER_PROCESS = 4;

interface Waiting {
  readonly resolve: (evidence: Evidence) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Embeds in several processes with one thread each, this one among them: two processes embed twice as fast on two
 * cores, two threads of one pass do not, and worker threads corrupt onnxruntime-node's heap when they end.
 */
export function createEvidencePool(options: {
  readonly model: EvidenceModel;
  /** This one included: 2 start one child. */
  readonly processes: number;
  readonly own: EvidenceSource;
}): EvidenceSource {
  const children = Array.from({ length: options.processes - 1 }, () => startChild(options.model));
  const members = [...children, embedHere(options.own)];
  return {
    parallel: options.processes * QUEUED_PER_PROCESS,
    collect(passage) {
      const idlest = members.reduce((a, b) => (b.waiting() < a.waiting() ? b : a));
      return idlest.collect(passage);
    },
    async close() {
      await Promise.all(children.map((child) => child.close()));
    },
  };
}

/** Embeds in this process, and looks after the others between two passes. */
function embedHere(own: EvidenceSource) {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return {
    waiting: () => waiting,
    collect(passage: Passage): Promise<Evidence> {
      waiting++;
      const collected = last
        .then(() => nextTurn())
        .then(() => own.collect(passage))
        .finally(() => {
          waiting--;
        });
      last = collected.catch(() => {});
      return collected;
    },
  };
}

function startChild(model: EvidenceModel) {
  const waiting: Waiting[] = [];
  const child: ChildProcess = fork(WORKER, {
    execArgv: [...nodeArgs(YOUNG_MB)],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Typed arrays travel as they are.
    serialization: 'advanced',
  });
  child.send(model);
  let isReady = false;
  let failure: Error | null = null;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.on('message', (answer: EvidenceAnswer) => {
    if (answer === 'ready') isReady = true;
    else waiting.shift()?.resolve(answer);
  });
  child.once('error', (cause) => fail(cause));
  child.once('exit', (code, signal) => fail(new Error(`exit code ${code}, signal ${signal}`)));

  function fail(cause: Error): void {
    failure ??= new ExpectedError(
      'indexing-failed',
      'A process that embeds passages died; what was stored is kept. Run reindex again: it goes on where it stopped.',
      { cause },
    );
    for (const { reject } of waiting.splice(0)) reject(failure);
  }

  return {
    // Half a second until then: whatever waited for it would hold up the articles in work, and so this process.
    waiting: () => (isReady || failure ? waiting.length : Number.POSITIVE_INFINITY),
    collect(passage: Passage): Promise<Evidence> {
      return new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        waiting.push({ resolve, reject });
        child.send({ passage } satisfies EvidenceRequest);
      });
    },
    async close(): Promise<void> {
      // What is done before it has started need not wait for it.
      if (!isReady) child.kill();
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}
