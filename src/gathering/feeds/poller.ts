import { readSources, type Source } from '../../corpus/seeds/sources-file.ts';
import { readWithdrawn } from '../../corpus/seeds/withdrawn.ts';
import type { GatherParts } from './poll-parts.ts';
import { pollSource } from './poll-source.ts';
import { readStates, type SourceState, UNASKED, writeStates } from './source-state.ts';

/** Hosts that are asked at the same time; each of them gets one request at a time. */
const HOSTS_AT_ONCE = 4;

/**
 * Asks every feed that is due, one host at a time, and remembers what came of it after each.
 * @returns when (ms) the next one is due; `null` where no feed is named
 * @throws ExpectedError `sources-unreadable`, `seeds-unreadable`, `disk-full` or `config`.
 */
export async function pollDue(parts: GatherParts): Promise<number | null> {
  const { seedsFolder, indexFolder, clock } = parts;
  const sources = await readSources(seedsFolder);
  if (sources.length === 0) return null;
  const withdrawn = await readWithdrawn(seedsFolder);
  const remembered = await readStates(indexFolder);
  // What is no longer named is forgotten.
  const states = new Map<string, SourceState>(
    sources.map(({ feed }) => [feed, remembered.get(feed) ?? UNASKED]),
  );
  const isDue = ({ feed, everyMs }: Source) => dueMs(states.get(feed), everyMs, clock()) <= clock().getTime();
  const due = sources.filter(isDue);
  const hostOf = ({ feed }: Source) => new URL(feed).host;
  const waiting = [...new Set(due.map(hostOf))].map((host) => due.filter((one) => hostOf(one) === host));
  let writing = Promise.resolve();

  const work = async () => {
    for (let host = waiting.shift(); host !== undefined; host = waiting.shift()) {
      for (const source of host) {
        const { state } = await pollSource(source, states.get(source.feed) ?? UNASKED, {
          ...parts,
          withdrawn,
        });
        states.set(source.feed, state);
        writing = writing.then(() => writeStates(indexFolder, states));
        await writing;
      }
    }
  };
  await Promise.all(Array.from({ length: HOSTS_AT_ONCE }, work));
  return Math.min(...sources.map(({ feed, everyMs }) => dueMs(states.get(feed), everyMs, clock())));
}

/** Not later than an interval from now, after failures a day: a clock that was set back must not silence a feed. */
function dueMs(state: SourceState | undefined, everyMs: number, now: Date): number {
  if (state === undefined) return 0;
  const latestMs = Math.max(everyMs * 1.2, 26 * 60 * 60 * 1000);
  return Math.min(Date.parse(state.nextAt) || 0, now.getTime() + latestMs);
}
