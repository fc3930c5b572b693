import type { ProcessReport } from '../../monitoring/monitor.ts';
import type { KnownSession } from '../connect.ts';
import type { RequestLimits } from '../interactions/request-limits.ts';
import type { BegunInteraction, ReadyMessage, ShardMessage, SupervisorMessage } from './shard-protocol.ts';

/** How long a request waits for its count: Discord waits 3 s for the acknowledgement that comes after it. */
const COUNTING_MS = 500;

/** A process's channel to the one that started it; `process` is one. */
export interface Channel {
  readonly connected: boolean;
  send?(message: ShardMessage, sent?: (error: Error | null) => void): boolean;
}

/** What a process of shards has of the process that started it. */
export interface SupervisorLink {
  /** Waits for a shard's turn to log in. @throws the signal's reason where it is aborted */
  waitForIdentify(shard: number, signal: AbortSignal): Promise<void>;
  /** Counts for all processes together; by itself while the other process does not answer. */
  readonly limits: RequestLimits;
  /** The process takes interactions. */
  ready(facts: Omit<ReadyMessage, 'kind'>): void;
  notice(message: string): void;
  /** From here on another process finishes the interaction where this one dies. */
  began(id: string, interaction: unknown): void;
  ended(id: string): void;
  /** From here on another process goes on with the session where this one dies. */
  session(known: KnownSession): void;
  /** Called with what other processes left behind, as it came over the gateway. */
  onTakeOver(take: (interaction: unknown) => void): void;
  /** Called when the other process asks how this one is; must not reject. */
  onReport(report: () => Promise<ProcessReport>): void;
  /** To be called with each message but the first. */
  receive(message: SupervisorMessage): void;
}

/** Opens it. @param ownLimits count where the other process does not */
export function createSupervisorLink(channel: Channel, ownLimits: RequestLimits): SupervisorLink {
  const turns = new Map<number, () => void>();
  const counting = new Map<number, (waitMs: number | null) => void>();
  const left: unknown[] = [];
  let takeOver = (interaction: unknown): void => {
    left.push(interaction);
  };
  let report: (() => Promise<ProcessReport>) | null = null;
  const begun: BegunInteraction[] = [];
  const sessions = new Map<number, KnownSession>();
  let isTelling = false;
  let requests = 0;

  /** What cannot be sent is not missed: the other process is gone, and this one ends soon. */
  const send = (message: ShardMessage) => {
    if (channel.connected) channel.send?.(message, () => {});
  };

  /** An event tells of its interaction and of its session, one after the other: both in one message. */
  const tellSoon = () => {
    if (!isTelling) queueMicrotask(tell);
    isTelling = true;
  };
  const tell = () => {
    isTelling = false;
    const [known = null, ...others] = sessions.values();
    sessions.clear();
    send({ kind: 'took', began: begun.splice(0), known });
    for (const other of others) send({ kind: 'took', began: [], known: other });
  };

  return {
    waitForIdentify(shard, signal) {
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        turns.set(shard, resolve);
        send({ kind: 'wants-turn', shard });
      });
    },
    limits: {
      async waitMs(caller) {
        if (!channel.connected) return ownLimits.waitMs(caller);
        const request = ++requests;
        const counted = new Promise<number | null | undefined>((resolve) => {
          const late = setTimeout(() => resolve(undefined), COUNTING_MS);
          counting.set(request, (waitMs) => {
            clearTimeout(late);
            resolve(waitMs);
          });
        });
        const { userId, guildId } = caller;
        send({ kind: 'counts', request, userId, guildId });
        const waitMs = await counted;
        counting.delete(request);
        return waitMs === undefined ? ownLimits.waitMs(caller) : waitMs;
      },
    },
    ready: (facts) => send({ kind: 'ready', ...facts }),
    notice: (message) => send({ kind: 'notice', message }),
    began(id, interaction) {
      begun.push({ id, interaction });
      tellSoon();
    },
    ended: (id) => send({ kind: 'ended', id }),
    session(known) {
      sessions.set(known.session.shardId, known);
      tellSoon();
    },
    onTakeOver(take) {
      takeOver = take;
      for (const interaction of left.splice(0)) take(interaction);
    },
    onReport(tells) {
      report = tells;
    },
    receive(message) {
      if (message.kind === 'your-turn') turns.get(message.shard)?.();
      else if (message.kind === 'counted') counting.get(message.request)?.(message.waitMs);
      else if (message.kind === 'take-over') takeOver(message.interaction);
      else if (message.kind === 'report') {
        const { request } = message;
        void report?.().then((told) => send({ kind: 'reported', request, report: told }));
      }
    },
  };
}
