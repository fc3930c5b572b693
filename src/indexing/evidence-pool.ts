import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Passage } from '../corpus/passages.ts';
import type { EncoderModel } from '../embedding/onnx-encoder.ts';
import { ExpectedError } from '../errors.ts';
import type { Evidence } from '../library/library.ts';
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

/**
 * Megabytes of young objects in a child. Node would let them grow to three times 16, which nearly all are states of
 * the passes before; so it holds 40 MB less, and is no slower.
 */
const YOUNG_MB = 1;

/** Passages that wait in a child, so that it never waits for the next message. */
const QUEUED_PER_CHILD = 4;

interface Waiting {
  readonly resolve: (evidence: Evidence) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Embeds in several child processes with one thread each: two processes embed twice as fast on two cores, two
 * threads of one pass do not, and worker threads corrupt onnxruntime-node's heap when they end.
 */
export function createEvidencePool(options: {
  readonly model: EvidenceModel;
  readonly processes: number;
}): EvidenceSource {
  const children = Array.from({ length: options.processes }, () => startChild(options.model));
  return {
    parallel: options.processes * QUEUED_PER_CHILD,
    collect(passage) {
      const idlest = children.reduce((a, b) => (b.waiting.length < a.waiting.length ? b : a));
      return idlest.collect(passage);
    },
    async close() {
      await Promise.all(children.map((child) => child.close()));
    },
  };
}

function startChild(model: EvidenceModel) {
  const waiting: Waiting[] = [];
  const child: ChildProcess = fork(WORKER, {
    execArgv: [`--max-semi-space-size=${YOUNG_MB}`, '--import', import.meta.resolve('tsx')],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Typed arrays travel as they are.
    serialization: 'advanced',
  });
  child.send(model);
  let failure: Error | null = null;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.on('message', (evidence: Evidence) => waiting.shift()?.resolve(evidence));
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
    waiting,
    collect(passage: Passage): Promise<Evidence> {
      return new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        waiting.push({ resolve, reject });
        child.send({ passage } satisfies EvidenceRequest);
      });
    },
    async close(): Promise<void> {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}
