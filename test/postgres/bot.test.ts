import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { textIn } from '../discord/server/exchange.ts';
import { buttonsOf } from '../discord/server/people.ts';
import { monitoringPages } from '../discord/support/monitoring-pages.ts';
import { createStages, type Stages } from '../discord/support/stage.ts';
import { takePort } from '../discord/support/take-port.ts';
import { caughtUp, startServers } from './start-servers.ts';

const QUESTION = 'how many US troops are in Syria';
const QUOTED = 'about 2,500 troops in Iraq and 900 in Syria';
const AWAY = 'out of reach just now; please try again in a minute';
/** Asked at once while the primary is killed. */
const QUESTIONS_AT_ONCE = 20;

let stages: Stages;
beforeAll(async () => {
  stages = await createStages();
});
afterAll(() => stages.close());

describe('the bot, its database on two servers', { timeout: 180_000 }, () => {
  it('answers while the primary is away, refuses votes in plain words, and takes them again', async () => {
    const servers = await startServers();
    const { server, people, bot } = await stages.open({ environment: () => ({ DATABASE_URL: servers.url }) });
    const by = server.world.moderator;
    const ask = async () => people.reply(people.slash('ask', { question: QUESTION }));
    // The first question waits for the first index.
    const answered = await ask();
    expect(textIn(answered)).toContain(QUOTED);
    await caughtUp(servers);

    const asking = Array.from({ length: QUESTIONS_AT_ONCE }, ask);
    await servers.primary.kill();
    for (const reply of await Promise.all(asking)) expect(textIn(reply)).toContain(QUOTED);
    const meanwhile = await ask();
    expect(textIn(meanwhile)).toContain(QUOTED);
    expect(buttonsOf(meanwhile)).toEqual([]);
    const vote = async () => textIn(await people.reply(people.press(answered, '👍')));
    expect(await vote()).toContain(AWAY);
    expect(textIn(await people.reply(people.press(answered, 'In context')))).toContain(QUOTED);
    expect(textIn(await people.reply(people.slash('reindex', {}, { by })))).toContain(AWAY);

    await servers.primary.start();
    await vi.waitFor(async () => expect(await vote()).toContain('Noted as a good answer'), 20_000);
    expect(buttonsOf(await ask()).length).toBeGreaterThan(0);
    expect(textIn(await people.reply(people.slash('reindex', {}, { by })))).not.toContain(AWAY);
    expect(bot.isAlive()).toBe(true);
    expect(server.violations).toEqual([]);
  });

  it('is healthy as long as one of them answers', async () => {
    const servers = await startServers();
    const { port, free } = await takePort();
    await free();
    const environment = () => ({ DATABASE_URL: servers.url, HTTP_PORT: String(port) });
    const { people, bot } = await stages.open({ environment });
    const { health } = monitoringPages(port);
    const until = (expected: object) =>
      vi.waitFor(async () => expect(await health()).toMatchObject(expected), 20_000);
    await people.reply(people.slash('ask', { question: QUESTION }));
    await caughtUp(servers);
    await until({ status: 200, body: { reasons: [], index: { generation: 1 } } });
    await servers.primary.kill();
    await people.reply(people.slash('ask', { question: QUESTION }));
    await until({ status: 200 });
    await servers.standby.kill();
    await until({ status: 503, body: { reasons: [expect.stringMatching(/^The index /)], index: null } });
    await servers.primary.start();
    await until({ status: 200 });
    expect(await bot.stop()).toBe(0);
  });
});
