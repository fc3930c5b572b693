import type { Connection, Database } from './database.ts';
import type { Pointer } from './generation-store.ts';

/** A pointer that was read is believed for so long while this process listens: behind a lost notice stands a look. */
const BELIEVED_MS = 5_000;
/** Waits before listening again, doubled each time that it fails. */
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 30_000;

/** Follows the pointer to the served generation. */
export interface ServedPointer {
  /**
   * As it is: where this process listens without asking the database, at most `BELIEVED_MS` late; else by asking.
   */
  read(): Promise<Pointer>;
  /** Asks the database. */
  refresh(): Promise<Pointer>;
  close(): Promise<void>;
}

/**
 * Reads the pointer, and listens for its moves where it is told to. Where the server cannot be listened to, as a
 * standby, each question asks.
 */
export function followPointer(parts: {
  readonly database: Database;
  readonly channel: string;
  readonly isListening: boolean;
  readonly readPointer: () => Promise<Pointer>;
}): ServedPointer {
  const { database, channel, readPointer } = parts;
  let known: { readonly pointer: Pointer; readonly readMs: number } | null = null;
  let connection: Connection | null = null;
  let moves = 0;
  let isClosed = false;
  let retry: NodeJS.Timeout | undefined;
  let opening: Promise<void> = Promise.resolve();

  const forget = () => {
    moves++;
    known = null;
  };

  async function listen(waitMs: number): Promise<void> {
    const again = () => {
      if (isClosed) return;
      retry = setTimeout(() => {
        opening = listen(Math.min(waitMs * 2, LAST_RETRY_MS));
      }, waitMs).unref();
    };
    try {
      const made = await database.connect();
      if (isClosed) return await made.close();
      made.onNotification(forget);
      made.onLost(() => {
        connection = null;
        forget();
        again();
      });
      await made.rows(`LISTEN "${channel}"`).catch(async (error: unknown) => {
        await made.close();
        throw error;
      });
      // A move before this was not told.
      forget();
      connection = made;
    } catch {
      // Whoever asks is told why the database cannot be reached.
      again();
    }
  }
  if (parts.isListening) opening = listen(FIRST_RETRY_MS);

  async function refresh(): Promise<Pointer> {
    const before = moves;
    const readMs = performance.now();
    const pointer = await readPointer();
    if (moves === before) known = { pointer, readMs };
    return pointer;
  }

  return {
    async read() {
      if (connection !== null && known !== null && performance.now() - known.readMs < BELIEVED_MS) {
        return known.pointer;
      }
      return refresh();
    },
    refresh,
    async close() {
      isClosed = true;
      clearTimeout(retry);
      await opening;
      await connection?.close();
    },
  };
}
