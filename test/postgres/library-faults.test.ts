import { fork } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import type { Library, Snapshot } from '../../src/library/library.ts';
import { checkDatabase } from '../../src/library/postgres/check-database.ts';
import { createPostgresLibrary } from '../../src/library/postgres/postgres-library.ts';
import { entryOf, publish } from '../library/contract.ts';
import { DIMENSIONS } from '../library/dimensions.ts';
import { createPostgresCluster } from '../support/postgres-cluster.ts';
import { runPostgresProgram } from '../support/postgres-program.ts';
import { freshDatabase } from './fresh-database.ts';

const ask = (url: string, sql: string) =>
  runPostgresProgram('psql', ['--no-psqlrc', '--tuples-only', '--no-align', `--command=${sql}`, url]);

async function open(
  url: string,
  change: { isListening?: boolean; application?: string } = {},
): Promise<Library> {
  const { application = 'dateline', ...rest } = change;
  const library = await createPostgresLibrary({
    url: `${url}?application_name=${application}`,
    schema: 'dateline',
    poolSize: 2,
    dimensions: DIMENSIONS,
    ...rest,
  });
  onTestFinished(() => library.close());
  return library;
}
/** Ends all connections of an application, as a restart of a proxy does. */
const disconnect = (url: string, application: string) =>
  ask(
    url,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '${application}'`,
  );

const STORY = entryOf('story', ['The story was told.']);
const NEXT = entryOf('next', ['The next story.']);

describe('a library whose connections are lost', () => {
  it('answers the next question', async () => {
    const url = await freshDatabase();
    const library = await open(url);
    const { snapshot } = await publish(library, [STORY]);
    await disconnect(url, 'dateline');
    expect(await snapshot.matching(['story'], 5)).toHaveLength(1);
    await disconnect(url, 'dateline');
    expect(await Promise.all([snapshot.matching(['story'], 5), library.current()])).toMatchObject([[{}], {}]);
  });

  it('hears of swaps again', async () => {
    const url = await freshDatabase();
    const library = await open(url);
    await publish(library, [STORY]);
    const reader = await open(url, { isListening: true, application: 'reader' });
    expect((await reader.current())?.info.generation).toBe(1);
    await disconnect(url, 'reader');
    await publish(library, [NEXT]);
    await vi.waitFor(async () => expect((await reader.current())?.info.generation).toBe(2));
    const listening = () =>
      ask(
        url,
        `SELECT count(*) FROM pg_stat_activity WHERE application_name = 'reader' AND query LIKE 'LISTEN%'`,
      );
    await vi.waitFor(async () => expect(await listening()).toBe('1'), 20_000);
  });

  it('serves nothing under a lock that is gone, and gives the lock to the next', async () => {
    const url = await freshDatabase();
    const library = await open(url);
    await publish(library, [STORY]);
    const lock = await library.lock();
    await disconnect(url, 'dateline');
    const other = await open(url);
    const theirs = await other.lock();
    await vi.waitFor(() =>
      expect(publish(library, [NEXT])).rejects.toMatchObject({ code: 'database-unreachable' }),
    );
    expect((await other.current())?.info.generation).toBe(1);
    await theirs.release();
    await lock.release();
  });

  it('leaves no statement at work when its process is killed', async () => {
    const url = await freshDatabase();
    const working = () =>
      ask(
        url,
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'",
      );
    const child = fork(new URL('./run-long.ts', import.meta.url), [url], {
      execArgv: ['--import', import.meta.resolve('#typescript')],
    });
    await once(child, 'message');
    await vi.waitFor(async () => expect(await working()).toBe('1'), 10_000);
    child.kill('SIGKILL');
    await vi.waitFor(async () => expect(await working()).toBe('0'), { timeout: 20_000, interval: 500 });
  });

  it('outlives a server that is killed and starts again', async () => {
    const cluster = await createPostgresCluster();
    onTestFinished(() => cluster.remove());
    const library = await open(cluster.url(), { isListening: true });
    const { snapshot } = await publish(library, [STORY]);
    await cluster.kill();
    await expect(snapshot.matching(['story'], 5)).rejects.toMatchObject({ code: 'database-unreachable' });
    await cluster.start();
    expect(await snapshot.matching(['story'], 5)).toHaveLength(1);
    await publish(library, [NEXT]);
    expect((await library.current())?.info.generation).toBe(2);
  });
});

describe('a library', () => {
  it('is told of a wrong password without one in the message', async () => {
    const cluster = await createPostgresCluster({ password: 'right' });
    onTestFinished(() => cluster.remove());
    await open(cluster.url());
    const opening = open(cluster.url().replace(':right@', ':secret@'));
    await expect(opening).rejects.toMatchObject({ code: 'database-refused' });
    await expect(opening).rejects.not.toThrow(/secret/);
  });

  it('names a database that is not there', async () => {
    const url = Object.assign(new URL(inject('postgresUrl')), { pathname: '/nowhere' }).href;
    await expect(open(url)).rejects.toMatchObject({
      code: 'database-refused',
      message: expect.stringContaining('/nowhere'),
    });
  });

  it('is read by a user who may do nothing else', async () => {
    const url = await freshDatabase();
    await publish(await open(url), [STORY]);
    const role = `reader_${process.pid}`;
    await ask(
      url,
      `CREATE ROLE ${role} LOGIN; GRANT USAGE ON SCHEMA dateline TO ${role};
       GRANT SELECT ON ALL TABLES IN SCHEMA dateline TO ${role}`,
    );
    onTestFinished(async () => {
      await ask(url, `DROP OWNED BY ${role}; DROP ROLE ${role}`);
    });
    const reader = await open(Object.assign(new URL(url), { username: role }).href, { isListening: true });
    expect(await ((await reader.current()) as Snapshot).matching(['story'], 5)).toHaveLength(1);
    await expect(publish(reader, [NEXT])).rejects.toMatchObject({ code: 'database-refused' });
  });

  it('is read from a standby, which follows, and takes no reindex', async () => {
    const primary = await createPostgresCluster();
    onTestFinished(() => primary.remove());
    const library = await open(primary.url());
    await publish(library, [STORY]);
    const standby = await primary.createStandby();
    onTestFinished(() => standby.remove());
    const reader = await open(standby.url(), { isListening: true });
    expect(await ((await reader.current()) as Snapshot).matching(['story'], 5)).toHaveLength(1);
    expect(await checkDatabase({ url: standby.url(), schema: 'dateline', poolSize: 1 })).toContain(
      'a standby',
    );
    await publish(library, [NEXT]);
    await vi.waitFor(async () => expect((await reader.current())?.info.generation).toBe(2));
    await expect(publish(reader, [STORY])).rejects.toMatchObject({ code: 'database-read-only' });
  });

  it('makes its tables once where several processes begin together', async () => {
    const url = await freshDatabase();
    const libraries = await Promise.all(Array.from({ length: 4 }, () => open(url)));
    await publish(libraries[0] as Library, [STORY]);
    expect((await libraries[3]?.current())?.info.articles).toBe(1);
  });

  it('does not make readers wait while old generations are dropped', async () => {
    const url = await freshDatabase();
    const library = await open(url);
    const reader = await open(url);
    for (let round = 0; round < 4; round++) {
      const publishing = publish(library, [entryOf('story', [`Story ${round}.`], { seed: round + 1 })]);
      let isDone = false;
      void publishing.finally(() => {
        isDone = true;
      });
      while (!isDone) await reader.current();
      await publishing;
    }
    expect((await reader.current())?.info.generation).toBe(4);
  });
});
