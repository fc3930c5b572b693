import { ExpectedError } from '../../errors.ts';
import type { RebuildLock } from '../library.ts';
import type { Database } from './database.ts';
import { LOCK_CLASSES, lockNumber } from './lock-number.ts';

/** SQLSTATE of a lock that was waited for in vain. */
const LOCK_NOT_AVAILABLE = '55P03';
/** The server hears of the end of a process that was killed a moment later than whoever comes after it. */
const RELEASED_WITHIN_MS = 1_000;

/** A lock that tells whether it is still held. */
export interface HeldLock extends RebuildLock {
  /** @throws ExpectedError `database-unreachable` where the connection that held it was lost meanwhile. */
  check(): void;
}

/**
 * Takes the lock of rebuilds: an advisory lock of a connection of its own, which the server gives back when that
 * connection ends, however its process did.
 * @throws ExpectedError `index-busy` where another process holds it.
 */
export async function takeRebuildLock(database: Database): Promise<HeldLock> {
  const connection = await database.connect();
  let isLost = false;
  connection.onLost(() => {
    isLost = true;
  });
  try {
    await connection.rows(`SET lock_timeout = ${RELEASED_WITHIN_MS}`);
    await connection.rows('SELECT pg_advisory_lock($1, $2)', [
      LOCK_CLASSES.rebuild,
      lockNumber(database.schema),
    ]);
  } catch (error) {
    await connection.close();
    if (!(error instanceof ExpectedError) || error.facts.sqlState !== LOCK_NOT_AVAILABLE) throw error;
    throw new ExpectedError(
      'index-busy',
      'Another reindex is running; wait for it to end, then run this one.',
      { cause: error },
    );
  }
  return {
    check() {
      if (!isLost) return;
      throw new ExpectedError(
        'database-unreachable',
        `The connection to the database ${database.address} that held the lock of this reindex was lost; run reindex again.`,
      );
    },
    release: () => connection.close(),
  };
}
