import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type ClusterOptions, createPostgresCluster } from '../support/postgres-cluster.ts';
import { runPostgresProgram } from '../support/postgres-program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { freshDatabase } from './fresh-database.ts';

const ask = (url: string, sql: string) =>
  runPostgresProgram('psql', ['--no-psqlrc', '--tuples-only', '--no-align', `--command=${sql}`, url]);

async function startCluster(options?: ClusterOptions) {
  const cluster = await createPostgresCluster(options);
  onTestFinished(() => cluster.remove());
  return cluster;
}

describe('a server of one’s own', () => {
  it('has pgvector', async () => {
    const url = await freshDatabase();
    await ask(url, 'CREATE EXTENSION vector');
    expect(await ask(url, "SELECT '[1,0]'::vector <=> '[0,1]'::vector")).toBe('1');
  });

  it('asks for its password', async () => {
    const cluster = await startCluster({ password: 'p/w@1' });
    expect(await ask(cluster.url(), 'SELECT 1')).toBe('1');
    await expect(ask(cluster.url().replace('p%2Fw%401', 'wrong'), 'SELECT 1')).rejects.toThrow(/password/);
  });

  it('starts again with what was committed when it was killed', async () => {
    const cluster = await startCluster();
    const url = await cluster.createDatabase('kept');
    await ask(url, 'CREATE TABLE t AS SELECT 7 AS n');
    await cluster.kill();
    await expect(ask(url, 'SELECT n FROM t')).rejects.toThrow();
    await cluster.start();
    expect(await ask(url, 'SELECT n FROM t')).toBe('7');
  });

  it.skipIf(!existsSync('/usr/bin/setpriv'))('ends with the process that started it', async () => {
    const folder = await temporaryFolder();
    // The server runs as another user.
    await chmod(folder, 0o755);
    const starter = fork(new URL('./abandon-cluster.ts', import.meta.url), {
      execArgv: ['--import', import.meta.resolve('#typescript')],
      env: { ...process.env, TMPDIR: folder },
    });
    const [url] = (await once(starter, 'message')) as [string];
    expect(await ask(url, 'SELECT 1')).toBe('1');
    starter.kill('SIGKILL');
    await vi.waitFor(() => expect(ask(url, 'SELECT 1')).rejects.toThrow(/refused/), 20_000);
  });

  it('is followed by a standby, which takes its place', async () => {
    // Only a transaction that asks for it waits for the standby.
    const settings = { synchronous_standby_names: '*', synchronous_commit: 'local' };
    const primary = await startCluster({ settings });
    const standby = await primary.createStandby();
    onTestFinished(() => standby.remove());
    await ask(primary.url(), "SET synchronous_commit = 'remote_apply'; CREATE TABLE t AS SELECT 7 AS n");
    expect(await ask(standby.url(), 'SELECT n FROM t')).toBe('7');
    await expect(ask(standby.url(), 'INSERT INTO t VALUES (8)')).rejects.toThrow(/read-only/);
    await primary.kill();
    await standby.promote();
    await ask(standby.url(), 'INSERT INTO t VALUES (8)');
    expect(await ask(standby.url(), 'SELECT sum(n) FROM t')).toBe('15');
  });
});
