// Pure.
import type { Progress } from '../chat/reply.ts';
import { visibleText } from './visible-text.ts';

const BAR_CELLS = 20;
const SPINNER = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;
const FRAME_MS = 100;
/** A pace measured over less than this says nothing. */
const LEAST_PACE_MS = 1000;

/** What was done of a step since it was first heard of. */
export interface Pace {
  readonly done: number;
  readonly elapsedMs: number;
}

/** `embedding ███░░ 400/1,200 articles, 85/s, 9 s left`, or a spinner where the total is not known. */
export function progressLine(progress: Progress, pace: Pace): string {
  const step = visibleText(progress.step);
  if (progress.total > 0) return `${step} ${bar(progress)} ${counts(progress, pace, '/')}`;
  return `${SPINNER[Math.floor(pace.elapsedMs / FRAME_MS) % SPINNER.length]} ${step}${doneOf(progress)}`;
}

/** `embedding: 400 of 1,200 articles, 85/s, 9 s left`: the same for a log. */
export function plainProgressLine(progress: Progress, pace: Pace): string {
  const step = visibleText(progress.step);
  return progress.total > 0 ? `${step}: ${counts(progress, pace, ' of ')}` : `${step}${doneOf(progress)}`;
}

function bar({ done, total }: Progress): string {
  const full = Math.round(Math.min(1, Math.max(0, done / total)) * BAR_CELLS);
  return '█'.repeat(full) + '░'.repeat(BAR_CELLS - full);
}

function doneOf({ done, unit }: Progress): string {
  return done > 0 ? `: ${number(done)} ${visibleText(unit)}` : '';
}

function counts({ done, total, unit }: Progress, pace: Pace, outOf: '/' | ' of '): string {
  const parts = [`${number(done)}${outOf}${number(total)} ${visibleText(unit)}`];
  const perSecond = pace.elapsedMs < LEAST_PACE_MS ? 0 : pace.done / (pace.elapsedMs / 1000);
  if (perSecond > 0) {
    parts.push(`${perSecond < 10 ? perSecond.toFixed(1) : number(Math.round(perSecond))}/s`);
    if (done < total) parts.push(`${duration((total - done) / perSecond)} left`);
  }
  return parts.join(', ');
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  return seconds < 3600 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
