// Pure.
import type { Source } from '../../corpus/seeds/sources-file.ts';
import type { SourceState } from './source-state.ts';

/** How a feed fares, for people and for `--json`. */
export interface SourceHealth {
  readonly feed: string;
  readonly publisher: string | null;
  readonly articles: number;
  /** ISO 8601 moments. */
  readonly lastSuccessAt: string | null;
  readonly lastErrorAt: string | null;
  readonly lastError: string | null;
  readonly nextAt: string | null;
  /** Items that gave no article, in all, and why the last few did not. */
  readonly leftOut: number;
  readonly reasons: readonly string[];
  /** What its owner should look at, in a plain line; `null` where all is well. */
  readonly warning: string | null;
}

const HOUR_MS = 60 * 60 * 1000;
/** Times that must be known before anything is called usual. */
const KNOWN_TIMES = 5;
/** So many times the longest usual silence is much longer than usual, and never less than a day. */
const QUIET_TIMES = 3;
const LEAST_QUIET_MS = 24 * HOUR_MS;
/** Failures in a row that are more than a hiccup. */
const WARNED_FAILURES = 3;

/** Judges a feed by what is remembered of it. */
export function healthOf(source: Source, state: SourceState | undefined, now: Date): SourceHealth {
  return {
    feed: source.feed,
    publisher: source.publisher ?? state?.title ?? null,
    articles: state?.articles ?? 0,
    lastSuccessAt: state?.lastSuccessAt ?? null,
    lastErrorAt: state?.lastErrorAt ?? null,
    lastError: state?.lastError ?? null,
    nextAt: state?.nextAt ?? null,
    leftOut: state?.leftOut ?? 0,
    reasons: state?.reasons ?? [],
    warning: state === undefined ? null : warningOf(state, now),
  };
}

function warningOf(state: SourceState, now: Date): string | null {
  if (state.failures >= WARNED_FAILURES || (state.failures > 0 && state.lastSuccessAt === null)) {
    return `it could not be read ${state.failures === 1 ? 'yet' : `${state.failures} times in a row`}: ${state.lastError}`;
  }
  const silentMs = now.getTime() - (state.appearedMs.at(-1) ?? now.getTime());
  const usualMs = longestGap(state.appearedMs);
  if (usualMs === null || silentMs <= Math.max(QUIET_TIMES * usualMs, LEAST_QUIET_MS)) return null;
  return `it has been quiet for ${spanOf(silentMs)}; its longest silence before was ${spanOf(usualMs)}`;
}

/** The longest time between two of its articles; `null` while too few are known. */
function longestGap(times: readonly number[]): number | null {
  if (times.length < KNOWN_TIMES) return null;
  return Math.max(...times.slice(1).map((ms, index) => ms - (times[index] as number)));
}

function spanOf(ms: number): string {
  const hours = Math.max(1, Math.round(ms / HOUR_MS));
  if (hours === 1) return '1 hour';
  return hours < 48 ? `${hours} hours` : `${Math.round(hours / 24)} days`;
}
