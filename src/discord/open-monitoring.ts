import { ExpectedError } from '../errors.ts';
import type { BotState } from '../monitoring/bot-state.ts';
import { type Counts, type FeedState, noCounts, type ProcessReport } from '../monitoring/monitor.ts';
import type { DiscordParts } from './discord-front.ts';
import { isLeading, shardsInWords } from './shards/shard-plan.ts';
import { within } from './within.ts';

/** How long the library may take to say what it serves. */
const LIBRARY_MS = 2_000;

/** What is told, of this process, to whoever looks after the bot. */
export interface Monitoring {
  readonly counts: Counts;
  /** A shard was connected to Discord, or has lost the connection. */
  onShard(shard: number, isConnected: boolean): void;
  /** People are answered from here on, or no longer. */
  setServing(isServing: boolean): void;
  close(): Promise<void>;
}

/**
 * Serves health and metrics where a port is set: in this process, or in the one that started it for its shards.
 * @throws ExpectedError as `serveMonitoring`
 */
export async function openMonitoring(
  parts: Pick<DiscordParts, 'config' | 'dateline' | 'shards' | 'link' | 'log'>,
): Promise<Monitoring> {
  const { config, dateline, shards, link, log } = parts;
  const connections = new Map<number, boolean>((shards?.ids ?? []).map((id) => [id, false]));
  let isServing = false;
  const watching = {
    onShard(shard: number, isConnected: boolean) {
      connections.set(shard, isConnected);
    },
    setServing(is: boolean) {
      isServing = is;
    },
  };
  if (config.http === null) return { ...watching, counts: noCounts, close: async () => {} };

  // 10 MB a process: only where they are wanted.
  const { createBotMetrics } = await import('../monitoring/prometheus-metrics.ts');
  const metrics = createBotMetrics(link === null || shards === null ? 'bot' : shardsInWords(shards));
  const report = async (): Promise<ProcessReport> => {
    const connected = [...connections.values()].filter(Boolean).length;
    const looked = await lookAtIndex(dateline);
    const state = stateOf({ isServing, shards: { connected, count: connections.size }, ...looked });
    const feeds = isLeading(shards) ? await feedsOf(dateline) : null;
    return { state, metrics: await metrics.read(state, feeds) };
  };
  if (link !== null) {
    link.onReport(report);
    return { ...watching, counts: metrics, close: async () => {} };
  }
  const look = async () => {
    const { state, metrics } = await report();
    return { state, metrics: [metrics] };
  };
  const { serveMonitoring } = await import('../monitoring/serve-monitoring.ts');
  const server = await serveMonitoring({ address: config.http, look, log });
  return { ...watching, counts: metrics, close: server.close };
}

type Look = Pick<BotState, 'index'> & { readonly fault: string | null };

/** Never rejects; the fault names the kind of failure only, since its message may name hosts and folders. */
async function lookAtIndex({ services }: DiscordParts['dateline']): Promise<Look> {
  let look: Look = { index: null, fault: `The index does not answer within ${LIBRARY_MS / 1_000} s.` };
  const looking = services.served().then(
    ({ generation, articles, passages, indexedAt, newestPublishedAt }) => {
      look = { index: { generation, articles, passages, indexedAt, newestPublishedAt }, fault: null };
    },
    (error: unknown) => {
      const code = error instanceof ExpectedError ? error.code : 'a bug';
      look = { index: null, fault: `The index cannot be read (${code}).` };
    },
  );
  await within(looking, LIBRARY_MS);
  return look;
}

function stateOf({
  isServing,
  shards,
  index,
  fault,
}: Look & Pick<BotState, 'shards'> & { readonly isServing: boolean }): BotState {
  const missing = shards.count - shards.connected;
  return {
    reasons: [
      ...(isServing ? [] : ['It is starting or leaving.']),
      ...(missing > 0 ? [`Of ${shards.count} shards ${missing} are not connected to Discord.`] : []),
      ...(fault === null ? [] : [fault]),
    ],
    index,
    shards,
  };
}

/** `null` where their list cannot be read, which the bot says by itself. */
async function feedsOf({ services }: DiscordParts['dateline']): Promise<FeedState | null> {
  const feeds = await services.feeds().catch(() => null);
  if (feeds === null) return null;
  const successes = feeds.flatMap(({ lastSuccessAt }) => (lastSuccessAt === null ? [] : [lastSuccessAt]));
  return {
    count: feeds.length,
    warned: feeds.filter(({ warning }) => warning !== null).length,
    lastSuccessAt: successes.sort().at(-1) ?? null,
  };
}
