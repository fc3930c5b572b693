// Health and metrics of the real process, and of several, over real sockets.
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DEFAULT_FOLDERS } from '../../src/config.ts';
import { give, startLocalServer } from '../support/local-web.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type MonitoringPages, monitoringPages } from './support/monitoring-pages.ts';
import { createStages, type Stage, type Stages } from './support/stage.ts';
import { takePort } from './support/take-port.ts';

const QUESTION = 'how many US troops are in Syria';
const UNANSWERABLE = 'who won the chess olympiad in Budapest';
const LONG_MS = 120_000;

let stages: Stages;
beforeAll(async () => {
  stages = await createStages();
});
afterAll(() => stages.close());

async function openMonitored(options: Parameters<Stages['open']>[0] = {}) {
  const { port, free } = await takePort();
  await free();
  const environment: NonNullable<typeof options.environment> = (server) => ({
    HTTP_PORT: String(port),
    ...options.environment?.(server),
  });
  const stage = await stages.open({ ...options, environment });
  return { ...stage, ...monitoringPages(port) };
}

const untilStatus = ({ health }: MonitoringPages, status: number) =>
  vi.waitFor(async () => expect(await health()).toMatchObject({ status }), { timeout: LONG_MS });

/** The value of the time series with just these labels; `undefined` where there is none. */
function sample(metrics: string, name: string, labels: Readonly<Record<string, string>>): number | undefined {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  for (const line of metrics.split('\n')) {
    const [, series, inner = '', value] = /^(\w+)\{(.*)\} (\S+)$/.exec(line) ?? [];
    if (series === name && inner.split(',').sort().join() === wanted.sort().join()) return Number(value);
  }
  return undefined;
}

const questions = (metrics: string, process: string, outcome: string) =>
  sample(metrics, 'dateline_question_duration_seconds_count', { process, outcome });

describe('a bot with HTTP_PORT', () => {
  let stage: Stage & MonitoringPages;
  beforeAll(async () => {
    stage = await openMonitored();
    await untilStatus(stage, 200);
  }, LONG_MS);
  const ask = (question: string) => stage.people.reply(stage.people.slash('ask', { question }));

  it('is healthy with what it serves', async () => {
    expect(await stage.health()).toEqual({
      status: 200,
      body: {
        status: 'ok',
        reasons: [],
        index: {
          generation: 1,
          articles: 6,
          passages: expect.any(Number),
          indexedAt: expect.stringMatching(/^\d{4}-/),
          newestPublishedAt: expect.anything(),
        },
        shards: { connected: 1, count: 1 },
      },
    });
  });

  it('counts questions by how they end, and interactions by command', async () => {
    const before = await stage.metrics();
    // What it asks itself to be warm is nobody's question.
    for (const outcome of ['answer', 'no-answer', 'fault']) expect(questions(before, 'bot', outcome)).toBe(0);
    await ask(QUESTION);
    await ask(QUESTION);
    await ask(UNANSWERABLE);
    await stage.people.reply(stage.people.slash('ask', { question: ' ' }));
    // A member is no moderator.
    await stage.people.reply(stage.people.slash('reindex'));
    await vi.waitFor(async () => {
      const metrics = await stage.metrics();
      const counted = ['answer', 'no-answer', 'fault'].map((outcome) => questions(metrics, 'bot', outcome));
      expect(counted).toEqual([2, 1, 0]);
      const used = (command: string, outcome: string) =>
        sample(metrics, 'dateline_interactions_total', { command, outcome, process: 'bot' });
      expect([used('ask', 'done'), used('ask', 'refused'), used('reindex', 'refused')]).toEqual([3, 1, 1]);
    });
  });

  it('tells what is served, and how the process fares', async () => {
    const response = await stage.get('/metrics');
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const metrics = await response.text();
    const { body } = await stage.health();
    const read = (name: string) => sample(metrics, name, { process: 'bot' });
    expect(read('dateline_healthy')).toBe(1);
    expect(read('dateline_index_generation')).toBe(1);
    expect(read('dateline_articles')).toBe(6);
    expect(read('dateline_passages')).toBe(body.index?.passages);
    expect(read('dateline_index_timestamp_seconds')).toBe(Date.parse(body.index?.indexedAt ?? '') / 1_000);
    expect(read('dateline_shards_connected')).toBe(1);
    expect(read('dateline_feeds')).toBe(0);
    expect(read('process_resident_memory_bytes')).toBeGreaterThan(0);
    expect(read('process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(read('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
  });

  it('tells neither questions nor the token', async () => {
    await ask(QUESTION);
    const told = `${await stage.metrics()}${JSON.stringify(await stage.health())}`;
    expect(told).not.toMatch(/troops|Syria/);
    expect(told).not.toContain(stage.server.world.token);
  });

  it('has nothing else, and is only read', async () => {
    expect((await stage.get('/')).status).toBe(404);
    expect((await stage.get('/health/')).status).toBe(404);
    expect((await stage.get('/health?verbose=1')).status).toBe(200);
    const posted = await stage.get('/metrics', { method: 'POST', body: 'x' });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    const headed = await stage.get('/health', { method: 'HEAD' });
    expect([headed.status, await headed.text()]).toEqual([200, '']);
  });

  it('is not healthy while it has no connection to Discord', { timeout: LONG_MS }, async () => {
    expect(await stage.healthCheck()).toBe(0);
    stage.server.gateway.faults.identify.push({ kind: 'silence' });
    stage.server.gateway.faults.refuseResume = true;
    stage.server.gateway.closeAll(4000);
    await untilStatus(stage, 503);
    expect(await stage.healthCheck()).toBe(1);
    expect((await stage.health()).body).toMatchObject({
      status: 'unavailable',
      reasons: ['Of 1 shards 1 are not connected to Discord.'],
      shards: { connected: 0, count: 1 },
    });
    expect(sample(await stage.metrics(), 'dateline_shards_connected', { process: 'bot' })).toBe(0);
    expect(stage.server.violations).toEqual([]);
  });

  it('closes the port when it leaves', async () => {
    expect(await stage.bot.stop()).toBe(0);
    await expect(stage.get('/health')).rejects.toThrow();
    expect(await stage.healthCheck()).toBe(1);
  });
});

describe('a bot that reads feeds', () => {
  it('tells when it did', { timeout: LONG_MS }, async () => {
    const feed = await startLocalServer({
      '/rss': give('<rss version="2.0"><channel><title>Coast Wire</title></channel></rss>', {
        'content-type': 'application/rss+xml',
      }),
    });
    const [seeds, index] = [await temporaryFolder(), await temporaryFolder()];
    await cp(DEFAULT_FOLDERS.seeds, seeds, { recursive: true });
    await writeFile(join(seeds, 'sources.yaml'), `sources:\n  - feed: ${feed.origin}/rss\n`);
    const startedS = Date.now() / 1_000;
    const stage = await openMonitored({
      environment: () => ({
        SEEDS_DIR: seeds,
        INDEX_DIR: index,
        FETCH_ALLOW_HOSTS: `127.0.0.1:${feed.port}`,
      }),
    });
    await vi.waitFor(
      async () => {
        const metrics = await stage.metrics();
        const read = (name: string) => sample(metrics, name, { process: 'bot' });
        expect([read('dateline_feeds'), read('dateline_feeds_warned')]).toEqual([1, 0]);
        expect(read('dateline_feed_success_timestamp_seconds')).toBeGreaterThan(startedS);
      },
      { timeout: LONG_MS },
    );
    await stage.bot.stop();
  });
});

describe('a bot that cannot answer', () => {
  it('says that it is starting before the login', async () => {
    const stage = await openMonitored({
      prepare: ({ gateway }) => gateway.faults.identify.push({ kind: 'silence' }),
      wait: false,
    });
    await stage.server.watched.until('the login', () => stage.server.gateway.identifies.length > 0);
    const { status, body } = await stage.health();
    expect([status, body.status, body.reasons]).toEqual([503, 'unavailable', ['It is starting or leaving.']]);
    expect((await stage.get('/metrics')).status).toBe(200);
    await stage.bot.stop();
  });

  it('says that there is no index', async () => {
    const folder = await temporaryFolder();
    const stage = await openMonitored({ environment: () => ({ SEEDS_DIR: folder, INDEX_DIR: folder }) });
    await vi.waitFor(async () =>
      expect((await stage.health()).body).toMatchObject({
        reasons: ['The index cannot be read (index-missing).'],
        index: null,
      }),
    );
    expect(await stage.metrics()).not.toMatch(/^dateline_(index|articles)\S* /m);
    await stage.bot.stop();
  });

  it.each([1, 2])(
    'ends with one plain line where the port is taken (%s processes)',
    async (shardProcesses) => {
      const { port, free } = await takePort();
      const stage = await stages.open({
        environment: () => ({ HTTP_PORT: String(port) }),
        shardProcesses,
        wait: false,
      });
      expect(await stage.bot.exited).toBe(1);
      expect(stage.bot.plainLines()).toEqual([
        expect.stringMatching(/another program has it; set HTTP_PORT/),
      ]);
      expect(stage.server.gateway.identifies).toEqual([]);
      await free();
    },
  );
});

describe('several processes', () => {
  it('are told of by the first one, together', { timeout: LONG_MS }, async () => {
    const stage = await openMonitored({ server: { guilds: 4 }, shardProcesses: 2 });
    await untilStatus(stage, 200);
    expect((await stage.health()).body).toMatchObject({
      index: { generation: 1, articles: 6 },
      shards: { connected: 2, count: 2 },
    });
    for (const guild of stage.server.world.guilds) {
      await stage.people.reply(stage.people.slash('ask', { question: QUESTION }, { guild }));
    }
    const metrics = await stage.metrics();
    const names = ['shard 0 of 2', 'shard 1 of 2'];
    const answered = names.map((name) => questions(metrics, name, 'answer') ?? 0);
    expect(answered.reduce((sum, count) => sum + count)).toBe(stage.server.world.guilds.length);
    for (const name of ['supervisor', ...names]) {
      expect(sample(metrics, 'process_resident_memory_bytes', { process: name })).toBeGreaterThan(0);
    }
    expect(metrics.match(/^# HELP process_resident_memory_bytes/gm)).toHaveLength(1);

    // It does not come back as long as its session is refused and its login is not answered.
    stage.server.gateway.faults.refuseResume = true;
    stage.server.gateway.faults.identify.push({ kind: 'silence' });
    process.kill(stage.bot.shardProcesses().get(1) as number, 'SIGKILL');
    await untilStatus(stage, 503);
    expect((await stage.health()).body.reasons).toEqual(['shard 1 of 2: does not answer']);
    const meanwhile = await stage.metrics();
    const healthy = (name: string) => sample(meanwhile, 'dateline_healthy', { process: name });
    expect(['supervisor', ...names].map(healthy)).toEqual([0, 1, undefined]);
    expect(await stage.bot.stop()).toBe(0);
    expect(stage.server.violations).toEqual([]);
  });
});
