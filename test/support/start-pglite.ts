import { createServer, type Socket } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';

/** First four bytes after the length of what a client may send before anything else. */
const SSL_REQUEST = 80_877_103;
const CANCEL_REQUEST = 80_877_102;
const READY_FOR_QUERY = 'Z'.charCodeAt(0);
const NOTIFICATION = 'A'.charCodeAt(0);

/** A server in this process. */
export interface PgliteServer {
  /** Address for `DATABASE_URL`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * PostgreSQL with pgvector, compiled to WebAssembly, behind a socket of this process. It has one session for all
 * connections: their transactions take turns, notifications go to all of them, and a lock that one of them holds is
 * held by each. `@electric-sql/pglite-socket` lets the messages of two connections' statements mix.
 */
export async function startPglite({ hasVector = true } = {}): Promise<PgliteServer> {
  const engine = await PGlite.create(hasVector ? { extensions: { vector } } : {});
  const sockets = new Set<Socket>();
  const turns = createTurns();

  const server = createServer((socket) => {
    sockets.add(socket);
    const turn = turns.of(socket);
    const reader = createReader();
    socket.on('data', (data) => {
      for (const message of reader.read(data)) {
        if (message.kind === 'ssl') socket.write('N');
        else if (message.kind === 'batch') {
          turn.run(async () => {
            const answer = await engine.execProtocolRaw(message.bytes);
            const { own, notices, isIdle } = sortAnswer(answer);
            if (socket.writable) socket.write(own);
            for (const other of sockets) if (other.writable) other.write(notices);
            return isIdle;
          });
        } else socket.end();
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      turn.leave(async () => {
        await engine.exec('ROLLBACK');
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');

  return {
    url: `postgres://postgres@127.0.0.1:${address.port}/postgres`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await turns.done();
      await engine.close();
    },
  };
}

type Message = { readonly kind: 'ssl' | 'end' } | { readonly kind: 'batch'; readonly bytes: Uint8Array };

/** Cuts what a client sends into batches that end where it waits for an answer. */
function createReader() {
  let rest = Buffer.alloc(0);
  let batch: Buffer[] = [];
  let isStarted = false;

  return {
    *read(data: Buffer): Generator<Message> {
      rest = Buffer.concat([rest, data]);
      for (;;) {
        const typed = isStarted ? 1 : 0;
        if (rest.length < typed + 4) return;
        const length = typed + rest.readInt32BE(typed);
        if (rest.length < length) return;
        const message = rest.subarray(0, length);
        rest = rest.subarray(length);
        if (!isStarted) {
          const code = message.readInt32BE(4);
          if (code === SSL_REQUEST) yield { kind: 'ssl' };
          else if (code === CANCEL_REQUEST) yield { kind: 'end' };
          else {
            isStarted = true;
            yield { kind: 'batch', bytes: Uint8Array.from(message) };
          }
          continue;
        }
        const type = String.fromCharCode(message[0] as number);
        if (type === 'X') {
          yield { kind: 'end' };
          continue;
        }
        batch.push(message);
        if (!'SQ'.includes(type)) continue;
        yield { kind: 'batch', bytes: Uint8Array.from(Buffer.concat(batch)) };
        batch = [];
      }
    },
  };
}

/** Tells notifications, which all listen to, from the answer, and whether a transaction is left open. */
function sortAnswer(answer: Uint8Array) {
  const bytes = Buffer.from(answer);
  const own: Buffer[] = [];
  const notices: Buffer[] = [];
  let isIdle = true;
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + bytes.readInt32BE(at + 1);
    const message = bytes.subarray(at, end);
    if (bytes[at] === NOTIFICATION) notices.push(message);
    else own.push(message);
    if (bytes[at] === READY_FOR_QUERY) isIdle = bytes[at + 5] === 'I'.charCodeAt(0);
    at = end;
  }
  return { own: Buffer.concat(own), notices: Buffer.concat(notices), isIdle };
}

interface Turn {
  /** Runs work when it is this connection's turn; `true` gives the turn away. */
  run(work: () => Promise<boolean>): void;
  /** Ends a transaction that is still open. */
  leave(rollBack: () => Promise<void>): void;
}

/** One at a time, and a connection with an open transaction keeps its turn. */
function createTurns() {
  const waiting: { readonly owner: object; readonly work: () => Promise<boolean> }[] = [];
  let holder: object | null = null;
  let running: Promise<void> | null = null;

  async function drain(): Promise<void> {
    for (;;) {
      const at = waiting.findIndex(({ owner }) => holder === null || owner === holder);
      const [next] = at < 0 ? [] : waiting.splice(at, 1);
      if (next === undefined) return;
      holder = (await next.work()) ? null : next.owner;
    }
  }
  function start(): void {
    running ??= drain().finally(() => {
      running = null;
      if (waiting.some(({ owner }) => holder === null || owner === holder)) start();
    });
  }

  return {
    of(owner: object): Turn {
      return {
        run(work) {
          waiting.push({ owner, work });
          start();
        },
        leave(rollBack) {
          waiting.push({
            owner,
            work: async () => {
              if (holder === owner) await rollBack();
              return true;
            },
          });
          start();
        },
      };
    },
    done: async () => {
      await running;
    },
  };
}
