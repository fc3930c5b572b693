import type { Database } from './database.ts';

/** How often the server is asked. */
const LOOK_MS = 1_000;

/**
 * Does work that makes an index, and tells meanwhile how far the server is with it: by
 * `pg_stat_progress_create_index`, on a connection of its own. Where that cannot be asked, nothing is told.
 */
export async function withIndexProgress(
  database: Database,
  onProgress: (share: number) => void,
  work: () => Promise<void>,
): Promise<void> {
  const connection = await database.connect().catch(() => null);
  let isDone = false;
  let looking: Promise<void> | null = null;
  const look = async () => {
    const [row] = await (connection?.rows<{ share: number }>(
      `SELECT blocks_done::float / blocks_total AS share FROM pg_stat_progress_create_index
       WHERE blocks_total > 0 AND relid = $1::regclass`,
      [`${database.schema}.evidence`],
    ) ?? []);
    if (row !== undefined && !isDone) onProgress(row.share);
  };
  const timer = setInterval(() => {
    looking ??= look()
      .catch(() => undefined)
      .finally(() => {
        looking = null;
      });
  }, LOOK_MS);
  try {
    await work();
  } finally {
    isDone = true;
    clearInterval(timer);
    await looking;
    await connection?.close();
  }
}
