import { createRandom } from '../../eval/statistics/random.ts';
import type { Embedder } from '../../src/embedding/embedder.ts';
import { atOnce } from './at-once.ts';
import type { Fault, FaultOutcome } from './fault.ts';
import { flippedBits } from './flipped-bits.ts';
import { flippedRecords } from './flipped-records.ts';
import { fullDisk } from './full-disk.ts';
import { killedBot } from './killed-bot.ts';
import { killedIndexing } from './killed-indexing.ts';
import { killedShards } from './killed-shards.ts';
import { killedTerminal } from './killed-terminal.ts';
import { movedClock } from './moved-clock.ts';
import { createScene } from './scene.ts';
import { unreadable } from './unreadable.ts';

/** Every fault, with how often it is done in a whole run (230 kills in all) and in the tests. */
export const FAULTS: readonly {
  readonly fault: Fault;
  readonly times: number;
  readonly timesInTests: number;
}[] = [
  { fault: killedIndexing('all'), times: 80, timesInTests: 3 },
  { fault: killedIndexing('alone'), times: 60, timesInTests: 2 },
  { fault: killedTerminal, times: 30, timesInTests: 1 },
  { fault: killedBot, times: 30, timesInTests: 1 },
  { fault: killedShards, times: 30, timesInTests: 2 },
  { fault: fullDisk, times: 20, timesInTests: 1 },
  { fault: unreadable, times: 12, timesInTests: 1 },
  { fault: flippedBits('dateline.db'), times: 50, timesInTests: 2 },
  { fault: flippedRecords, times: 50, timesInTests: 3 },
  { fault: flippedBits('hnsw'), times: 20, timesInTests: 1 },
  { fault: atOnce, times: 10, timesInTests: 1 },
  { fault: movedClock, times: 10, timesInTests: 1 },
];

/** Does a fault in a scene of its own. A bug in it counts as a loss. */
export async function suffer(options: {
  readonly fault: Fault;
  readonly times: number;
  /** The same seed draws the same moments and places. */
  readonly seed: number;
  readonly embedder: Embedder;
}): Promise<FaultOutcome> {
  const { fault, times, seed, embedder } = options;
  const scene = await createScene(embedder);
  try {
    const result = await fault
      .run({ scene, random: createRandom(seed), times })
      .catch((error: Error) => ({ lost: [`it could not be carried out: ${error.stack}`] }));
    return { fault: fault.name, times, result };
  } finally {
    await scene.remove();
  }
}
