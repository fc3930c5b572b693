import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { createGatewayFaults, type GatewayFaults } from './gateway-faults.ts';
import { createGatewaySession, type GatewaySession, type Identify, OP } from './gateway-session.ts';
import { identifyRefusal } from './identify-refusal.ts';
import { isObject, type JsonObject } from './json.ts';
import { guildObject } from './objects/guild-object.ts';
import { botObject } from './objects/user-object.ts';
import type { Watched } from './watched.ts';
import type { World } from './world.ts';

/** Close codes for a client that breaks the protocol, and those with which it ends its session. */
const CLOSE = { decode: 4002, notAuthenticated: 4003, twice: 4005, goodbye: [1000, 1001] };

/** The gateway half of the server. */
export interface Gateway {
  readonly faults: GatewayFaults;
  /** Every IDENTIFY that came, in order. */
  readonly identifies: readonly Identify[];
  /** RESUMEs that were taken. */
  readonly resumes: () => number;
  /** Heartbeats that came. */
  readonly heartbeats: () => number;
  /**
   * Sends an event to the shard of a guild, or to shard 0: to each of its sessions, as Discord does where two
   * processes have the same shard; what is not connected gets it with RESUME.
   * @returns whether a session of it is connected
   * @throws Error where the shard never had a session.
   */
  dispatch(event: string, data: JsonObject, guildId?: string): boolean;
  /** Closes every connection with a code; 1006 breaks it without a word. */
  closeAll(code: number): void;
  /** Op 7 to every connection. */
  requestReconnect(): void;
  /** Op 9 to every connection; sessions that are not resumable are forgotten. */
  invalidate(options: { readonly resumable: boolean }): void;
  /** Shards that are connected and ready at this moment. */
  readyShards(): number;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

/** Opens the gateway; the HTTP server hands it the upgrades. */
export function createGateway(parts: {
  readonly world: World;
  readonly nextId: () => string;
  readonly watched: Watched;
  /** Where RESUME goes, as `ws://127.0.0.1:8080/resume`. */
  readonly resumeUrl: () => string;
  readonly heartbeatIntervalMs: number;
  /** Guilds that a shard may have. */
  readonly mostGuilds: number;
  /** Whether an IDENTIFY of a shard is within Discord's limit. */
  readonly mayIdentify: (shard: number) => boolean;
  readonly onViolation: (violation: string) => void;
}): Gateway {
  const { world, nextId, watched, resumeUrl, heartbeatIntervalMs } = parts;
  const sockets = new WebSocketServer({ noServer: true });
  const faults = createGatewayFaults();
  const sessions = new Map<string, GatewaySession>();
  const identifies: Identify[] = [];
  const closedHere = new WeakSet<WebSocket>();
  let resumes = 0;
  let heartbeats = 0;

  sockets.on('connection', (socket) => {
    let session: GatewaySession | null = null;
    send(socket, OP.hello, { heartbeat_interval: heartbeatIntervalMs });
    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => {
      if (session?.socket() === socket) session.detach();
      // A client that says goodbye has no use for its session any more.
      if (session !== null && CLOSE.goodbye.includes(code) && !closedHere.has(socket)) {
        sessions.delete(session.id);
      }
      watched.changed();
    });
    socket.on('message', (bytes) => {
      const payload = parse(String(bytes));
      if (payload === null) return socket.close(CLOSE.decode);
      const data = isObject(payload.d) ? payload.d : {};
      if (payload.op === OP.heartbeat) {
        heartbeats += 1;
        if (!faults.deaf) send(socket, OP.heartbeatAck, null);
      } else if (payload.op === OP.identify) {
        if (session !== null) return socket.close(CLOSE.twice);
        session = identify(socket, data);
      } else if (payload.op === OP.resume) {
        session = resume(socket, data);
      } else if (session === null) socket.close(CLOSE.notAuthenticated);
      watched.changed();
    });
  });

  function identify(socket: WebSocket, data: JsonObject): GatewaySession | null {
    const asked: Identify = {
      intents: Number(data.intents ?? 0),
      shard: Array.isArray(data.shard) ? [Number(data.shard[0]), Number(data.shard[1])] : [0, 1],
    };
    identifies.push(asked);
    const fate = faults.identify.shift() ?? { kind: 'ready' };
    const guilds = world.guilds.filter(({ id }) => isOfShard(id, asked));
    const facts = {
      isTokenRight: data.token === world.token,
      guilds: guilds.length,
      mostGuilds: parts.mostGuilds,
    };
    const code = fate.kind === 'close' ? fate.code : identifyRefusal(asked, facts);
    if (code !== null) socket.close(code);
    else if (fate.kind === 'invalid-session') send(socket, OP.invalidSession, false);
    if (code !== null || fate.kind !== 'ready') return null;
    if (!parts.mayIdentify(asked.shard[0])) {
      parts.onViolation(`IDENTIFY of shard ${asked.shard[0]}: too soon after another one`);
      send(socket, OP.invalidSession, false);
      return null;
    }

    const session = createGatewaySession({ ...asked, id: nextId(), socket });
    sessions.set(session.id, session);
    session.dispatch('READY', {
      v: 10,
      user: botObject(world),
      session_type: 'normal',
      session_id: session.id,
      resume_gateway_url: resumeUrl(),
      shard: asked.shard,
      application: { id: world.applicationId, flags: 0 },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      private_channels: [],
      relationships: [],
      user_settings: {},
    });
    const sent = faults.withoutGuilds ? [] : guilds;
    for (const guild of sent) session.dispatch('GUILD_CREATE', guildObject(world, guild));
    return session;
  }

  function resume(socket: WebSocket, data: JsonObject): GatewaySession | null {
    const session = sessions.get(String(data.session_id));
    if (session === undefined || data.token !== world.token || faults.refuseResume) {
      send(socket, OP.invalidSession, false);
      return null;
    }
    resumes += 1;
    session.resume(socket, Number(data.seq));
    return session;
  }

  const isConnected = (session: GatewaySession) => {
    const socket = session.socket();
    return socket !== null && socket.readyState === socket.OPEN;
  };
  return {
    faults,
    identifies,
    resumes: () => resumes,
    heartbeats: () => heartbeats,
    dispatch(event, data, guildId) {
      const ofShard = [...sessions.values()].filter((one) =>
        guildId === undefined ? one.shard[0] === 0 : isOfShard(guildId, one),
      );
      if (ofShard.length === 0) throw new Error('No shard of the bot is connected.');
      for (const session of ofShard) session.dispatch(event, data);
      return ofShard.some(isConnected);
    },
    closeAll(code) {
      for (const socket of sockets.clients) {
        closedHere.add(socket);
        if (code === 1006) socket.terminate();
        else socket.close(code);
      }
    },
    requestReconnect() {
      for (const socket of sockets.clients) send(socket, OP.reconnect, null);
    },
    invalidate({ resumable }) {
      if (!resumable) sessions.clear();
      for (const socket of sockets.clients) send(socket, OP.invalidSession, resumable);
    },
    readyShards: () => [...sessions.values()].filter(isConnected).length,
    upgrade(request, socket, head) {
      if (faults.refusedUpgrades > 0) {
        faults.refusedUpgrades -= 1;
        // A process that ends meanwhile breaks it.
        socket.on('error', () => socket.destroy());
        socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (open) => sockets.emit('connection', open, request));
    },
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

function isOfShard(guildId: string, { shard: [index, count] }: Identify): boolean {
  return Number.isInteger(count) && count > 0 && Number((BigInt(guildId) >> 22n) % BigInt(count)) === index;
}

function send(socket: WebSocket, op: number, d: unknown): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ op, d }));
}

function parse(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
