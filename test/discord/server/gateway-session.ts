import type { WebSocket } from 'ws';
import type { JsonObject } from './json.ts';

/** Gateway opcodes that this server speaks. */
export const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  resume: 6,
  reconnect: 7,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
} as const;

/** What IDENTIFY asked for. */
export interface Identify {
  readonly intents: number;
  /** Index of the shard and number of shards. */
  readonly shard: readonly [number, number];
}

/** One shard's session: it outlives its connections, so that it can be resumed. */
export interface GatewaySession extends Identify {
  readonly id: string;
  /** Sends an event, or keeps it for RESUME while no connection is there. */
  dispatch(event: string, data: JsonObject): void;
  /** Goes on on another connection: what came after `seq` is sent again. */
  resume(socket: WebSocket, seq: number): void;
  /** The connection that it runs on; `null` between two. */
  socket(): WebSocket | null;
  detach(): void;
}

/** A session that has just identified itself. */
export function createGatewaySession(
  parts: Identify & { readonly id: string; readonly socket: WebSocket },
): GatewaySession {
  const sent: string[] = [];
  let socket: WebSocket | null = parts.socket;
  const dispatch = (event: string, data: JsonObject) => {
    const text = JSON.stringify({ op: OP.dispatch, t: event, s: sent.length + 1, d: data });
    sent.push(text);
    if (socket?.readyState === socket?.OPEN) socket?.send(text);
  };
  return {
    id: parts.id,
    intents: parts.intents,
    shard: parts.shard,
    dispatch,
    resume(next, seq) {
      socket = next;
      for (const text of sent.slice(seq)) next.send(text);
      dispatch('RESUMED', {});
    },
    socket: () => socket,
    detach() {
      socket = null;
    },
  };
}
