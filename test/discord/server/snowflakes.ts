import type { ServerClock } from './clock.ts';

/** Milliseconds between 1970 and Discord's epoch, the start of 2015. */
const DISCORD_EPOCH_MS = 1_420_070_400_000n;

/** Gives ids in which their moment is written, as Discord's are: clients read an interaction's age from it. */
export function createSnowflakes(clock: ServerClock): () => string {
  let increment = 0n;
  return () => {
    increment = (increment + 1n) % 4_194_304n;
    return String(((BigInt(clock.now()) - DISCORD_EPOCH_MS) << 22n) | increment);
  };
}
