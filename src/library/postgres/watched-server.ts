import { ExpectedError } from '../../errors.ts';
import type { Database } from './database.ts';

/** After so long without an answer a server is asked whether it is there: a host that dies says nothing. */
const PATIENCE_MS = 3_000;
/** A server that does not answer within this is not there. */
const SIGN_OF_LIFE_MS = 2_000;
/** A server that was not there is looked at again so much later at the earliest. */
const LOOK_AGAIN_MS = 2_000;

/** One of several servers, and whether it is there. */
export interface WatchedServer {
  readonly database: Database;
  /** How often it was lost: whatever it was known to have may be gone when it is back. */
  losses(): number;
  /** Whether it was lost and not seen since; looks again, in the background, when it is time to. */
  isLost(): boolean;
  /** Whether it is there, after the look that `isLost` may have begun. */
  isThere(): Promise<boolean>;
  noteLoss(): void;
  /**
   * Waits for an answer of it as long as it shows signs of life.
   * @throws ExpectedError `database-unreachable` where it shows none; whatever was asked may be done all the same.
   */
  patiently<T>(ask: () => Promise<T>): Promise<T>;
}

/** Watches a server. @param clock milliseconds of a clock that does not go back */
export function watchServer(database: Database, clock: () => number): WatchedServer {
  let losses = 0;
  let isLost = false;
  let lookAgainMs = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | null = null;

  async function look(): Promise<void> {
    if (await showsLife(database)) isLost = false;
    else lookAgainMs = clock() + LOOK_AGAIN_MS;
    looking = null;
  }

  const server: WatchedServer = {
    database,
    losses: () => losses,
    isLost() {
      if (isLost && clock() >= lookAgainMs) looking ??= look();
      return isLost;
    },
    async isThere() {
      if (server.isLost()) await looking;
      return !isLost;
    },
    noteLoss() {
      losses++;
      isLost = true;
    },
    patiently: (ask) =>
      new Promise((resolve, reject) => {
        let timer: NodeJS.Timeout | null = null;
        const wait = () => {
          timer = setTimeout(async () => {
            const isAlive = await showsLife(database);
            if (!isAlive) reject(silent(database.address));
            else if (timer !== null) wait();
          }, PATIENCE_MS);
        };
        wait();
        ask()
          .then(resolve, reject)
          .finally(() => {
            if (timer !== null) clearTimeout(timer);
            timer = null;
          });
      }),
  };
  return server;
}

/** Whether a server answers on a new connection, soon. */
async function showsLife(database: Database): Promise<boolean> {
  const answer = database
    .connect()
    .then(async (connection) => {
      await connection.rows('SELECT 1');
      // Whether it can be closed in order matters to nobody.
      connection.close().catch(() => undefined);
      return true;
    })
    .catch(() => false);
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, SIGN_OF_LIFE_MS, false);
  });
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer));
}

function silent(address: string): ExpectedError {
  return new ExpectedError(
    'database-unreachable',
    `The database ${address} does not answer any more; check whether its server runs.`,
    { facts: { address } },
  );
}
