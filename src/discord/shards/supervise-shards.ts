import type { ChildProcess } from 'node:child_process';
import { SimpleIdentifyThrottler } from '@discordjs/ws';
import type { Config, DiscordConfig } from '../../config.ts';
import type { Log } from '../../log.ts';
import type { KnownSession } from '../connect.ts';
import { createRequestLimits } from '../interactions/request-limits.ts';
import { readGatewayInfo } from './gateway-info.ts';
import { createHandOver } from './hand-over.ts';
import { monitorShards, type ShardMonitoring } from './monitor-shards.ts';
import { planInWords, planShards, shardsInWords } from './shard-plan.ts';
import { createShardProcess, type ShardProcess } from './shard-process.ts';
import type { ReadyMessage, ShardMessage } from './shard-protocol.ts';
import { createSpareProcess } from './spare-process.ts';

/** Starts with the same sessions of which none became ready: then Discord is asked for new ones. */
const MOST_RESUMES = 3;

/**
 * Runs the bot in several processes, each with some of its shards, until it is asked to leave; then all have left.
 *
 * A process that dies is replaced by one that was started ahead, and another one finishes what it had in hand. Logins
 * take turns over all processes as Discord wants it, and requests are counted over all. The process of shard 0 starts
 * alone, so that a refused token costs one login and is told once; and it has mended what is stored before others open
 * it.
 *
 * Where a port is set, it serves health and metrics of all of them.
 * @throws ExpectedError as `runDiscord` and `monitorShards`, and where a process dies again and again.
 */
export async function superviseShards(parts: SupervisorParts): Promise<void> {
  const monitoring = await monitorShards({ address: parts.discord.http, log: parts.log });
  try {
    await supervise(parts, monitoring);
  } finally {
    await monitoring.close();
  }
}

/** What a supervisor is made of. */
export interface SupervisorParts {
  readonly config: Config;
  readonly discord: DiscordConfig;
  readonly log: Log;
  /** Told in a plain line what the owner should know. */
  readonly onNotice: (message: string) => void;
  readonly leaving: Promise<void>;
  /** Starts a process of shards with a channel to it. */
  readonly spawn: () => ChildProcess;
}

async function supervise(parts: SupervisorParts, monitoring: ShardMonitoring): Promise<void> {
  const { config, discord, log, onNotice } = parts;
  const spare = createSpareProcess(parts.spawn);
  const { shards: advised, maxConcurrency } = await readGatewayInfo(discord);
  const plan = planShards({ sharding: discord.sharding, advised });
  const turns = new SimpleIdentifyThrottler(maxConcurrency);
  const limits = createRequestLimits(discord);
  const handOver = createHandOver<ShardProcess>({
    able: () => members.find(({ process }) => process.isReady())?.process ?? null,
    give: (to, interaction) => to.send({ kind: 'take-over', interaction }),
  });
  let areAllReady = false;
  const left = parts.leaving.then(() => 'left' as const);
  let fail = (_error: Error): void => {};
  const failed = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  failed.catch(() => {});

  const members = plan.map((shards) => {
    let becomeReady = (_facts: ReadyMessage): void => {};
    const ready = new Promise<ReadyMessage>((resolve) => {
      becomeReady = resolve;
    });
    const name = shardsInWords(shards);
    const sessions = new Map<number, KnownSession>();
    const process: ShardProcess = createShardProcess({
      name,
      spawn: spare.take,
      request: ({ failedStarts }) => ({
        kind: 'start',
        config,
        shards,
        // Those that died before they were ready may have died of what Discord would send again.
        sessions: failedStarts < MOST_RESUMES ? [...sessions.values()] : [],
      }),
      monotonicMs: () => performance.now(),
      hooks: {
        onMessage(message) {
          if (message.kind === 'ready') {
            becomeReady(message);
            handOver.offer();
            // Not while the first ones start: it would take their time.
            if (areAllReady) spare.prepare();
          } else if (message.kind === 'took') {
            if (message.known !== null) sessions.set(message.known.session.shardId, message.known);
            for (const { id, interaction } of message.began) handOver.began(process, id, interaction);
          } else take(message, process);
        },
        onDeath({ reason, error, waitMs }) {
          log.error(
            { shards: shards.ids, reason, waitMs, err: error ?? undefined },
            'a process of shards died',
          );
          onNotice(
            `The process of ${name} ended (${error?.message ?? reason}); it starts again${waitMs > 0 ? ` in ${waitMs / 1_000} s` : ''}.`,
          );
          void handOver.died(process);
        },
        onFailure: fail,
      },
    });
    return { process, ready };
  });
  monitoring.watch(members.map(({ process }) => process));

  function take(message: Exclude<ShardMessage, { kind: 'ready' | 'took' }>, process: ShardProcess): void {
    switch (message.kind) {
      case 'wants-turn':
        // Where the process dies meanwhile the turn is lost, which costs others 5 s at most.
        void turns
          .waitForIdentify(message.shard, new AbortController().signal)
          .then(() => process.send({ kind: 'your-turn', shard: message.shard }));
        break;
      case 'counts':
        void limits
          .waitMs(message)
          .then((waitMs) => process.send({ kind: 'counted', request: message.request, waitMs }));
        break;
      case 'reported':
        monitoring.take(message);
        break;
      case 'ended':
        handOver.ended(message.id);
        break;
      case 'notice':
        onNotice(`${process.name}: ${message.message}`);
        break;
    }
  }

  try {
    const [first, ...others] = members;
    first?.process.start();
    if ((await Promise.race([first?.ready, failed, left])) === 'left') return;
    for (const { process } of others) process.start();
    const allReady = Promise.all(members.map(({ ready }) => ready));
    const outcome = await Promise.race([allReady, failed, left]);
    if (outcome === 'left') return;
    areAllReady = true;
    spare.prepare();
    const { name, commands } = outcome[0] as ReadyMessage;
    onNotice(`Dateline is on Discord as ${name}, with ${commands} commands: ${planInWords(plan, advised)}.`);
    await Promise.race([failed, left]);
  } finally {
    handOver.close();
    spare.close();
    await Promise.all(members.map(({ process }) => process.stop()));
  }
}
