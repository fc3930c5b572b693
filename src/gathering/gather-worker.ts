// The child process of gathering: pages and feeds are parsed here, so that none can hold up an answer.
import { setTimeout as pause } from 'node:timers/promises';
import { ExpectedError } from '../errors.ts';
import { takeLock } from '../library/sqlite/lock.ts';
import { createSteadyClock } from '../steady-clock.ts';
import { addToSeeds } from './add.ts';
import { retireArticles } from './articles/retire.ts';
import { pollDue } from './feeds/poller.ts';
import type { GatherMessage, GatherRequest, GatherSettings } from './gather-protocol.ts';
import { userAgentOf } from './user-agent.ts';
import { createWeb } from './web/web.ts';
import { createAllowedHosts } from './web/web-address.ts';

/** A change of sources.yaml is noticed after so long. */
const LOOK_MS = 20_000;
/** Articles past their keeping time are deleted so often; an index leaves them out at once. */
const RETIRE_MS = 60 * 60 * 1000;

process.once('message', async (request: GatherRequest) => {
  try {
    await (request.kind === 'add' ? add(request) : poll(request.settings));
  } catch (error) {
    await send(errorMessage(error));
  }
  if (process.connected) process.disconnect();
});
// Whoever asked is gone: nobody needs what is gathered now, and a feed is read again by the next.
process.once('disconnect', () => process.exit());

async function add({ settings, targets }: Extract<GatherRequest, { kind: 'add' }>): Promise<void> {
  const parts = partsOf(settings);
  try {
    await send({ kind: 'added', report: await addToSeeds(targets, parts) });
  } finally {
    await parts.web.close();
  }
}

/** Polls until the parent is gone. Only one process does so for an index; the others wait for it to end. */
async function poll(settings: GatherSettings): Promise<void> {
  const parts = partsOf(settings);
  let said = '';
  const isSteady = createSteadyClock({ clock: parts.clock, monotonicMs: () => performance.now() });
  let lookedMs = performance.now();
  for (;;) {
    try {
      const lock = await takeLock(settings.indexFolder, 'gathering');
      try {
        while (process.connected) {
          if (performance.now() - lookedMs > RETIRE_MS) {
            lookedMs = performance.now();
            if (isSteady()) await retireArticles(settings.seedsFolder, parts.clock());
          }
          const nextMs = await pollDue(parts);
          said = '';
          await pause(Math.max(100, Math.min(LOOK_MS, (nextMs ?? Number.POSITIVE_INFINITY) - Date.now())));
        }
      } finally {
        await lock.release();
      }
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      // Told once, not every few seconds.
      const isNews = error.code !== 'index-busy' && error.message !== said;
      if (isNews) await send({ kind: 'notice', message: error.message });
      said = error.message;
    }
    if (!process.connected) return;
    await pause(LOOK_MS);
  }
}

function partsOf({ seedsFolder, indexFolder, allowedHosts, contact }: GatherSettings) {
  const clock = () => new Date();
  const web = createWeb({
    isAllowed: createAllowedHosts(allowedHosts),
    userAgent: userAgentOf(contact),
    clock,
  });
  return {
    web,
    seedsFolder,
    indexFolder,
    clock,
    random: Math.random,
    pause: (ms: number) => pause(ms),
  };
}

function errorMessage(error: unknown): GatherMessage {
  return {
    kind: 'error',
    code: error instanceof ExpectedError ? error.code : null,
    message: error instanceof Error ? error.message : String(error),
    stack: error instanceof Error ? (error.stack ?? null) : null,
  };
}

/** Resolves once the message is on its way. */
function send(message: GatherMessage): Promise<void> {
  return new Promise((resolve) => {
    if (!process.connected) return resolve();
    process.send?.(message, undefined, {}, () => resolve());
  });
}
