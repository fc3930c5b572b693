import type { Progress } from '../chat/reply.ts';
import { ERASE_LINE } from './erase-line.ts';
import { createPaint } from './paint.ts';
import { plainProgressLine, progressLine } from './progress-line.ts';
import { wrap } from './wrap.ts';

const LEAST_REDRAW_MS = 100;
const LEAST_PLAIN_MS = 5000;

/** Shows how far a long piece of work is. */
export interface ProgressDisplay {
  update(progress: Progress): void;
  /** Takes away what was drawn; the next update begins anew. */
  clear(): void;
}

/**
 * On a terminal one line, redrawn at most ten times a second; elsewhere a plain line as a step begins and as it
 * ends, and between them at most one every five seconds.
 */
export function createProgressDisplay(options: {
  readonly stream: NodeJS.WritableStream & { readonly columns?: number };
  readonly isTerminal: boolean;
  readonly colour: boolean;
  /** Milliseconds of any clock that does not go back. */
  readonly clock: () => number;
}): ProgressDisplay {
  const { stream, isTerminal, colour, clock } = options;
  const paint = createPaint(colour);
  let step: { readonly name: string; readonly atMs: number; readonly done: number } | null = null;
  let writtenMs = Number.NEGATIVE_INFINITY;
  let drawn = false;
  let ended = false;

  function write(progress: Progress, elapsedMs: number, doneBefore: number): void {
    const pace = { done: progress.done - doneBefore, elapsedMs };
    if (!isTerminal) {
      stream.write(`${plainProgressLine(progress, pace)}\n`);
      return;
    }
    // A line that fills the terminal would break, and only its last row be erased.
    const runs = wrap([{ text: progressLine(progress, pace), bold: false }], (stream.columns || 80) - 1)[0];
    stream.write(ERASE_LINE + paint.dim((runs ?? []).map(({ text }) => text).join('')));
    drawn = true;
  }

  return {
    update(progress) {
      const nowMs = clock();
      const isNew = step?.name !== progress.step;
      if (step === null || isNew) {
        step = { name: progress.step, atMs: nowMs, done: progress.done };
        ended = false;
      }
      const isEnd = progress.total > 0 && progress.done >= progress.total;
      const sinceMs = nowMs - writtenMs;
      const isDue = isTerminal
        ? sinceMs >= LEAST_REDRAW_MS
        : isNew || (isEnd ? !ended : progress.total > 0 && sinceMs >= LEAST_PLAIN_MS);
      if (!isDue) return;
      ended = isEnd;
      writtenMs = nowMs;
      write(progress, nowMs - step.atMs, step.done);
    },
    clear() {
      if (drawn) stream.write(ERASE_LINE);
      drawn = false;
      step = null;
      writtenMs = Number.NEGATIVE_INFINITY;
    },
  };
}
