// The child process of gathering: pages are parsed here, so that no page can hold up an answer.
import { ExpectedError } from '../errors.ts';
import { addToSeeds } from './add.ts';
import type { GatherMessage, GatherRequest } from './gather-protocol.ts';
import { userAgentOf } from './user-agent.ts';
import { createWeb } from './web/web.ts';
import { createAllowedHosts } from './web/web-address.ts';

process.once('message', async (request: GatherRequest) => {
  await gather(request).then(send, (error: unknown) => send(errorMessage(error)));
  process.disconnect();
});

async function gather({ settings, targets }: GatherRequest): Promise<GatherMessage> {
  const clock = () => new Date();
  const web = createWeb({
    isAllowed: createAllowedHosts(settings.allowedHosts),
    userAgent: userAgentOf(settings.contact),
    clock,
  });
  try {
    const report = await addToSeeds(targets, { web, seedsFolder: settings.seedsFolder, clock });
    return { kind: 'added', report };
  } finally {
    await web.close();
  }
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
