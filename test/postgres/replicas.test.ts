import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Library, Snapshot } from '../../src/library/library.ts';
import { openLibrary } from '../../src/library/open-library.ts';
import { openRecords } from '../../src/library/open-records.ts';
import type { Records } from '../../src/library/records.ts';
import { entryOf, publish } from '../library/contract.ts';
import { DIMENSIONS } from '../library/dimensions.ts';
import { askedOf } from '../library/records-contract.ts';
import type { PostgresCluster } from '../support/postgres-cluster.ts';
import { runDateline } from '../support/run-dateline.ts';
import { STORIES, writeSeeds } from '../support/seeds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { ask, caughtUp, startServers } from './start-servers.ts';

const told = (words: string, seed: number) => entryOf('story', [words], { seed });

async function open(
  url: string,
  readUrl: string | null = null,
): Promise<{ library: Library; records: Records }> {
  const place = { indexFolder: '', database: { url, readUrl, schema: 'dateline', poolSize: 2 } };
  const library = await openLibrary(place, { dimensions: DIMENSIONS, isListening: true });
  const records = await openRecords(place, { clock: () => new Date(), onNotice: () => {} });
  onTestFinished(async () => {
    await library.close();
    await records.close();
  });
  return { library, records };
}

/** The texts that are found for a word in what is served now. */
async function find(library: Library, word: string): Promise<readonly (string | undefined)[]> {
  const snapshot = (await library.current()) as Snapshot;
  const hits = await snapshot.matching([word], 5);
  const passages = await snapshot.passages(hits.map(({ passageKey }) => passageKey));
  return Promise.all(
    passages.map(async ({ articleKey, span }) =>
      (await snapshot.article(articleKey))?.text.slice(span.start, span.end),
    ),
  );
}

/** Whether something of the library was read on a server. */
const wasRead = async (server: PostgresCluster) =>
  (await ask(
    server,
    `SELECT count(*) > 0 FROM pg_stat_activity
     WHERE query LIKE '%generation_articles%' AND pid <> pg_backend_pid()`,
  )) === 't';

async function pauseReplay(standby: PostgresCluster): Promise<void> {
  await ask(standby, 'SELECT pg_wal_replay_pause()');
  await vi.waitFor(async () =>
    expect(await ask(standby, 'SELECT pg_get_wal_replay_pause_state()')).toBe('paused'),
  );
}

describe('a library with a standby', { timeout: 120_000 }, () => {
  it('is asked on the standby, and on the primary while that lags behind', async () => {
    const servers = await startServers();
    const { primary, standby } = servers;
    const { library } = await open(primary.url(), standby.url());
    await publish(library, [told('The first story.', 1)]);
    await vi.waitFor(async () => {
      expect(await find(library, 'story')).toEqual(['The first story.']);
      expect(await wasRead(standby)).toBe(true);
    });
    await pauseReplay(standby);
    await publish(library, [told('The second story.', 2)]);
    expect(await find(library, 'story')).toEqual(['The second story.']);
  });

  it('is asked on several standbys in turn, and on those that are left', async () => {
    const servers = await startServers();
    const { primary, standby } = servers;
    const other = await primary.createStandby();
    onTestFinished(() => other.remove());
    const standbys = standby.url().replace(/(127\.0\.0\.1:\d+)/, `$1,127.0.0.1:${other.port}`);
    const { library } = await open(primary.url(), standbys);
    await publish(library, [told('The only story.', 1)]);
    await vi.waitFor(async () => {
      expect(await find(library, 'story')).toEqual(['The only story.']);
      expect([await wasRead(standby), await wasRead(other)]).toEqual([true, true]);
    });
    await standby.kill();
    await primary.kill();
    expect(await find(library, 'story')).toEqual(['The only story.']);
  });

  it('never answers from a generation that the standby has not heard of', async () => {
    const servers = await startServers();
    const { primary, standby } = servers;
    const { library } = await open(primary.url(), standby.url());
    await publish(library, [told('The first story.', 1)]);
    await caughtUp(servers);
    await pauseReplay(standby);
    const { snapshot: second } = await publish(library, [told('The second story.', 2)]);
    await primary.kill();
    await expect(second.matching(['story'], 5)).rejects.toMatchObject({ code: 'database-unreachable' });
    expect(await find(library, 'story')).toEqual(['The first story.']);
    await primary.start();
    await vi.waitFor(async () => expect(await find(library, 'story')).toEqual(['The second story.']), 20_000);
  });

  it('answers every question while the primary is killed; what would change it fails in plain words until it is back', async () => {
    const servers = await startServers();
    const { primary, standby } = servers;
    const { library, records } = await open(primary.url(), standby.url());
    await publish(library, [told('The only story.', 1)]);
    const { id } = await records.keepQuestion(askedOf('Before?'));
    await caughtUp(servers);

    let isAsking = true;
    const asking = (async () => {
      let answered = 0;
      for (; isAsking; answered++) expect(await find(library, 'story')).toEqual(['The only story.']);
      return answered;
    })();
    await primary.kill();
    const refused = {
      code: 'database-unreachable',
      message: expect.stringMatching(/^No server .*try again/),
    };
    await expect(records.vote({ questionId: id, userId: '7', vote: 'good' })).rejects.toMatchObject(refused);
    await expect(records.keepQuestion(askedOf('Meanwhile?'))).rejects.toMatchObject(refused);
    await expect(library.lock()).rejects.toMatchObject(refused);
    // What was kept can still be read.
    expect(await records.question(id)).toMatchObject({ question: 'Before?' });
    expect(await find(library, 'story')).toEqual(['The only story.']);

    await primary.start();
    await vi.waitFor(() => records.vote({ questionId: id, userId: '7', vote: 'bad' }), 20_000);
    expect(await records.gaps('1', 5)).toMatchObject([{ bad: 1 }]);
    isAsking = false;
    expect(await asking).toBeGreaterThan(0);
    await publish(library, [told('The next story.', 2)]);
    expect(await find(library, 'story')).toEqual(['The next story.']);
  });

  it('answers while the primary is silent, and takes it back when it speaks again', async () => {
    const servers = await startServers();
    const { primary, standby } = servers;
    const { library, records } = await open(primary.url(), standby.url());
    await publish(library, [told('The only story.', 1)]);
    const { id } = await records.keepQuestion(askedOf('Before?'));
    await caughtUp(servers);
    const served = await library.served();
    primary.halt();
    expect(await library.served()).toEqual(served);
    expect(await find(library, 'story')).toEqual(['The only story.']);
    const voting = records.vote({ questionId: id, userId: '7', vote: 'good' });
    await expect(voting).rejects.toMatchObject({ code: 'database-unreachable' });
    expect(await records.question(id)).toMatchObject({ question: 'Before?' });
    primary.resume();
    await vi.waitFor(() => records.vote({ questionId: id, userId: '7', vote: 'bad' }), 20_000);
    await publish(library, [told('The next story.', 2)]);
    expect(await find(library, 'story')).toEqual(['The next story.']);
  });

  it('finds the standby that was promoted in the place of the primary', async () => {
    const servers = await startServers();
    const { primary, standby } = servers;
    const { library, records } = await open(servers.url);
    await publish(library, [told('The only story.', 1)]);
    await caughtUp(servers);
    await primary.kill();
    expect(await find(library, 'story')).toEqual(['The only story.']);
    await expect(records.keepQuestion(askedOf('Meanwhile?'))).rejects.toMatchObject({
      code: 'database-unreachable',
    });
    await standby.promote();
    const { id } = await vi.waitFor(() => records.keepQuestion(askedOf('Afterwards?')), 20_000);
    expect(await records.question(id)).toMatchObject({ question: 'Afterwards?' });
    await publish(library, [told('The next story.', 2)]);
    expect(await find(library, 'story')).toEqual(['The next story.']);
  });
});

describe('dateline with two hosts in DATABASE_URL', { timeout: 120_000 }, () => {
  it('starts and answers while the primary is down, and says why it cannot reindex', async () => {
    const servers = await startServers();
    const cwd = await temporaryFolder();
    await writeSeeds(join(cwd, 'seeds'), STORIES);
    const run = (args: readonly string[]) =>
      runDateline([...args, '--json'], {
        cwd,
        environment: { SEEDS_DIR: 'seeds', DATABASE_URL: servers.url },
      });
    expect((await run(['reindex'])).code).toBe(0);
    await caughtUp(servers);
    await servers.primary.kill();
    const { stdout } = await run(['ask', 'who cut the ribbon']);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'answer', generation: 1 });
    expect(await run(['reindex'])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/No server of the database takes changes just now/),
    });
  });
});
