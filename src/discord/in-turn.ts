import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Answerer } from '../answer/answerer.ts';

/**
 * An answerer that takes one question at a time, and lets the event loop turn before each. A question is some
 * milliseconds of work in this process: of a hundred at once each would wait for all, and so would the
 * acknowledgements of those that come meanwhile, for which Discord waits 3 s.
 */
export function inTurn(answerer: Answerer): Answerer {
  let last: Promise<unknown> = Promise.resolve();
  const take = <T>(work: () => Promise<T>): Promise<T> => {
    const outcome = last.then(() => nextTurn()).then(work);
    last = outcome.catch(() => {});
    return outcome;
  };
  return {
    ask: (...question) => take(() => answerer.ask(...question)),
    examine: (...question) => take(() => answerer.examine(...question)),
  };
}
