import type { Snapshot } from '../library/library.ts';
import type { StayingCurrent } from '../stay-current.ts';
import type { Bot } from './bot.ts';
import { logIncident } from './incident.ts';

/** How often a process looks whether another one serves a new generation: one row is read. */
const LOOK_MS = 2_000;

/** Does once for a generation what the first person would wait for. @throws as the library */
export async function warmUpFor(bot: Bot, snapshot: Snapshot): Promise<void> {
  await bot.articlesOf(snapshot);
  // The first pass of the model takes some hundred milliseconds longer than any later one.
  await bot.services.answerer.ask('what is new', snapshot);
}

/** In a process that does not index: loads and warms up each generation that another one serves, until closed. */
export function followIndex(bot: Bot): StayingCurrent {
  let warm: number | null = null;
  let looking: Promise<void> | null = null;
  const look = async () => {
    try {
      const snapshot = await bot.served();
      if (snapshot === null || snapshot.info.generation === warm) return;
      warm = snapshot.info.generation;
      await warmUpFor(bot, snapshot);
    } catch (error) {
      logIncident(bot.log, error, 'a new generation could not be prepared');
    }
  };
  const lookOnce = () => {
    looking ??= look().finally(() => {
      looking = null;
    });
  };
  lookOnce();
  const timer = setInterval(lookOnce, LOOK_MS);
  return {
    async close() {
      clearInterval(timer);
      await looking;
    },
  };
}
