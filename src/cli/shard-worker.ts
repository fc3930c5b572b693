// A process with some of the bot's shards: started by start-discord.ts with an IPC channel.
import { createRequestLimits } from '../discord/interactions/request-limits.ts';
import { shardsInWords } from '../discord/shards/shard-plan.ts';
import { errorMessage, type ShardMessage, type SupervisorMessage } from '../discord/shards/shard-protocol.ts';
import { createSupervisorLink } from '../discord/shards/supervisor-link.ts';
import { keepHeapSmall } from '../keep-heap-small.ts';
import { createLog } from '../log.ts';
import { listenToProcess } from './listen-to-process.ts';
import { runBot } from './run-bot.ts';

keepHeapSmall();
process.once('message', async (message: SupervisorMessage) => {
  if (message.kind !== 'start')
    throw new Error(`The first message of a process of shards was ${message.kind}.`);
  try {
    await run(message);
  } catch (error) {
    process.exitCode = 1;
    await send(errorMessage(error));
  }
  if (process.connected) process.disconnect();
});

async function run({
  config,
  shards,
  sessions,
}: Extract<SupervisorMessage, { kind: 'start' }>): Promise<void> {
  const { discord } = config;
  if (discord === null) throw new Error('A process of shards without a token.');
  process.title = `dateline ${shardsInWords(shards)}`;
  const log = createLog(config.logLevel, { shards: shards.ids });
  const orphaned = new Promise<void>((resolve) => process.once('disconnect', () => resolve()));
  const leaving = Promise.race([listenToProcess(log), orphaned]);
  const link = createSupervisorLink(process, createRequestLimits(discord));
  process.on('message', link.receive);
  await runBot({ config, discord, shards, link, sessions, log, onNotice: link.notice, leaving });
}

/** Resolves once the message is on its way: a process that leaves before may lose it. */
function send(message: ShardMessage): Promise<void> {
  return new Promise((resolve) => {
    if (!process.connected) return resolve();
    process.send?.(message, undefined, {}, () => resolve());
  });
}
