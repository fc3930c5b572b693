import { ExpectedError } from '../../errors.ts';
import type { RebuildLock } from '../library.ts';
import type { Database } from './database.ts';
import { LOCK_CLASSES, lockNumber } from './lock-number.ts';

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
  const [taken] = await connection
    .rows<{ held: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS held', [
      LOCK_CLASSES.rebuild,
      lockNumber(database.schema),
    ])
    .catch(async (error: unknown) => {
      await connection.close();
      throw error;
    });
  if (taken?.held !== true) {
    await connection.close();
    throw new ExpectedError(
      'index-busy',
      'Another reindex is running; wait for it to end, then run this one.',
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
