import { onTestFinished, vi } from 'vitest';
import { createPostgresCluster, type PostgresCluster } from '../support/postgres-cluster.ts';
import { runPostgresProgram } from '../support/postgres-program.ts';

/** A primary with a hot standby; both are gone when the test is over. */
export interface ReplicatedServers {
  readonly primary: PostgresCluster;
  readonly standby: PostgresCluster;
  /** One address of both, the primary first. */
  readonly url: string;
}

/** Starts a primary, and a standby that follows it. */
export async function startServers(): Promise<ReplicatedServers> {
  const primary = await createPostgresCluster({ settings: { fsync: 'off' } });
  onTestFinished(() => primary.remove());
  const standby = await primary.createStandby();
  onTestFinished(() => standby.remove());
  return {
    primary,
    standby,
    url: primary.url().replace(/(127\.0\.0\.1:\d+)/, `$1,127.0.0.1:${standby.port}`),
  };
}

/** Runs one statement on a server. @returns what psql prints */
export function ask(server: PostgresCluster, sql: string): Promise<string> {
  const words = ['--no-psqlrc', '--tuples-only', '--no-align', `--command=${sql}`, server.url()];
  return runPostgresProgram('psql', words);
}

/** Resolves once everything that is committed on one server is there on the other. */
export async function caughtUp({ primary, standby }: ReplicatedServers): Promise<void> {
  const position = await ask(primary, 'SELECT pg_current_wal_flush_lsn()');
  await vi.waitFor(async () => {
    const replayed = `pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '${position}')`;
    if ((await ask(standby, `SELECT ${replayed} >= 0`)) !== 't') throw new Error('the standby lags behind');
  }, 20_000);
}
