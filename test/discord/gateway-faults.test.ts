// Every fault of Discord's gateway and of the login: the process ends with one plain line, or goes on answering.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DiscordServer } from './server/discord-server.ts';
import { textIn } from './server/exchange.ts';
import type { JsonObject } from './server/json.ts';
import { createStages, type Stage, type Stages } from './support/stage.ts';

const QUESTION = 'how many US troops are in Syria';
/** The bot waits 20 s for a login that Discord leaves without an answer. */
const LOGIN_TEST_MS = 60_000;

let stages: Stages;
beforeAll(async () => {
  stages = await createStages();
});
afterAll(() => stages.close());

/** A process ends, and tells its owner why in one plain line; what it said before was no fault. */
async function expectEnd({ bot, server }: Stage, says: RegExp) {
  expect(await bot.exited).toBeGreaterThan(0);
  const lines = bot.plainLines().filter((line) => !line.startsWith('Dateline is on Discord'));
  expect(lines).toEqual([expect.stringMatching(says)]);
  // Discord gives 1,000 IDENTIFYs a day, and bars an address after 10,000 refusals.
  expect(server.gateway.identifies.length).toBeLessThan(10);
  expect(server.barring()).toBeLessThan(5);
  expect(server.violations).toEqual([]);
}

describe('a login that fails', () => {
  it.concurrent.each<[string, (server: DiscordServer) => void, RegExp]>([
    // The two slow ones first: tests of this group run side by side.
    [
      '4002 at every IDENTIFY',
      ({ gateway }) => gateway.faults.identify.push(...Array(50).fill({ kind: 'close', code: 4002 })),
      /Discord/,
    ],
    [
      'no answer to any IDENTIFY',
      ({ gateway }) => gateway.faults.identify.push(...Array(50).fill({ kind: 'silence' })),
      /Discord/,
    ],
    [
      '401 on /gateway/bot',
      ({ faults }) => faults.always('gateway-bot', { kind: 'status', status: 401 }),
      /token/i,
    ],
    [
      '500 on /gateway/bot',
      ({ faults }) => faults.always('gateway-bot', { kind: 'status', status: 500 }),
      /Discord/,
    ],
    [
      '4004 at IDENTIFY',
      ({ gateway }) => gateway.faults.identify.push({ kind: 'close', code: 4004 }),
      /token/i,
    ],
    [
      '4013 at IDENTIFY',
      ({ gateway }) => gateway.faults.identify.push({ kind: 'close', code: 4013 }),
      /intents/i,
    ],
    [
      '4014 at IDENTIFY',
      ({ gateway }) => gateway.faults.identify.push({ kind: 'close', code: 4014 }),
      /intents/i,
    ],
    [
      'refused upgrades',
      ({ gateway }) => {
        gateway.faults.refusedUpgrades = Number.POSITIVE_INFINITY;
      },
      /Discord/,
    ],
    [
      '401 while registering',
      ({ faults }) => faults.always('commands', { kind: 'status', status: 401 }),
      /token/i,
    ],
  ])(
    'ends the process with one plain line: %s',
    async (_what, prepare, says) => {
      await expectEnd(await stages.open({ prepare, wait: false }), says);
    },
    LOGIN_TEST_MS,
  );

  it.concurrent.each<[string, (server: DiscordServer) => void]>([
    ['500 on /gateway/bot', ({ faults }) => faults.next('gateway-bot', { kind: 'status', status: 500 })],
    [
      '429 on /gateway/bot',
      ({ faults }) => faults.next('gateway-bot', { kind: 'rate-limited', retryAfterMs: 300 }),
    ],
    ['op 9 at IDENTIFY', ({ gateway }) => gateway.faults.identify.push({ kind: 'invalid-session' })],
    ['4000 at IDENTIFY', ({ gateway }) => gateway.faults.identify.push({ kind: 'close', code: 4000 })],
    [
      'servers whose data never come',
      ({ gateway }) => {
        gateway.faults.withoutGuilds = true;
      },
    ],
    ['500 while registering', ({ faults }) => faults.next('commands', { kind: 'status', status: 500 })],
  ])(
    'goes on where the fault passes: %s',
    async (_what, prepare) => {
      const { people, server, bot } = await stages.open({ prepare });
      expect(textIn(await people.reply(people.slash('ask', { question: QUESTION })))).toContain('900');
      expect(server.violations).toEqual([]);
      await bot.stop();
    },
    LOGIN_TEST_MS,
  );

  it.concurrent('names an address where nobody answers', { timeout: LOGIN_TEST_MS }, async () => {
    const environment = () => ({ DISCORD_API_URL: 'http://127.0.0.1:9/api' });
    await expectEnd(await stages.open({ environment, wait: false }), /127\.0\.0\.1:9/);
  });
});

describe('a connection that is lost for good', () => {
  it.concurrent.each([
    [4004, /token/i],
    [4013, /intents/i],
    [4014, /intents/i],
  ])('ends the process with one plain line: %i', async (code, says) => {
    const stage = await stages.open();
    stage.server.gateway.closeAll(code);
    await expectEnd(stage, says);
  });
});

describe('a connection that is lost for a while', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await stages.open();
  });
  const ask = () => stage.people.slash('ask', { question: QUESTION });
  afterEach(async () => {
    expect(stage.bot.isAlive()).toBe(true);
    expect(textIn(await stage.people.reply(ask()))).toContain('900');
    expect(stage.server.violations).toEqual([]);
  });
  const gatewayOf = () => stage.server.gateway;
  const back = () => stage.server.watched.until('the bot to be back', () => gatewayOf().readyShards() > 0);

  it.each([1001, 1006, 4000, 4002, 4009])(
    'comes back after %i, and answers what came meanwhile',
    async (code) => {
      gatewayOf().closeAll(code);
      await stage.server.watched.until('the loss', () => gatewayOf().readyShards() === 0);
      const exchange = ask();
      expect(textIn(await stage.people.reply(exchange))).toContain('900');
    },
  );

  it('identifies itself anew after 1000', async () => {
    const before = gatewayOf().identifies.length;
    gatewayOf().closeAll(1000);
    await stage.server.watched.until('a new IDENTIFY', () => gatewayOf().identifies.length > before);
    await back();
  });

  it('comes back after op 7', async () => {
    const before = gatewayOf().resumes();
    gatewayOf().requestReconnect();
    await stage.server.watched.until('a RESUME', () => gatewayOf().resumes() > before);
  });

  it.each([true, false])('comes back after op 9 (resumable: %s)', async (resumable) => {
    const before = gatewayOf().identifies.length + gatewayOf().resumes();
    gatewayOf().invalidate({ resumable });
    const again = () => gatewayOf().identifies.length + gatewayOf().resumes() > before;
    await stage.server.watched.until('a RESUME or IDENTIFY', again);
    await back();
  });

  it('comes back where RESUME is refused, and where upgrades are for a while', async () => {
    const before = gatewayOf().identifies.length;
    gatewayOf().faults.refuseResume = true;
    gatewayOf().faults.refusedUpgrades = 2;
    gatewayOf().closeAll(1006);
    await stage.server.watched.until('a new IDENTIFY', () => gatewayOf().identifies.length > before);
    gatewayOf().faults.refuseResume = false;
    await back();
  });

  it('lives on where an interaction is replayed too late', async () => {
    gatewayOf().closeAll(1006);
    await stage.server.watched.until('the loss', () => gatewayOf().readyShards() === 0);
    const late = ask();
    stage.server.clock.advance(4_000);
    await back();
    await stage.people.reply(ask());
    expect(late.actions).toEqual([]);
  });

  it.each<[string, (whole: JsonObject) => unknown]>([
    ['nothing in it', () => ({})],
    ['no data', ({ data: _data, ...rest }) => rest],
    ['no entitlements', ({ entitlements: _gone, ...rest }) => rest],
    ['neither member nor user', ({ member: _member, user: _user, ...rest }) => rest],
    ['no channel', ({ channel: _channel, channel_id: _id, ...rest }) => rest],
    ['no token', ({ token: _token, ...rest }) => rest],
    ['no id', ({ id: _id, ...rest }) => rest],
    ['a type that there is none of', (whole) => ({ ...whole, type: 99 })],
    ['a command that there is none of', (whole) => ({ ...whole, data: { id: '1', name: 'fly', type: 1 } })],
    ['options of the wrong type', (whole) => ({ ...whole, data: { ...(whole.data as object), options: 7 } })],
    [
      'a button that there is none of',
      (whole) => ({ ...whole, type: 3, data: { custom_id: 'x', component_type: 2 } }),
    ],
    ['a list instead of it', () => []],
    ['a text instead of it', () => 'x'],
    ['null instead of it', () => null],
  ])('lives on after an interaction with %s', async (_what, broken) => {
    const { payload } = ask();
    const id = stage.server.nextId();
    const other = { ...payload, id, token: `broken${id}` };
    stage.server.gateway.dispatch('INTERACTION_CREATE', broken(other) as JsonObject);
    // Interactions come in order: when the next one is answered, the broken one has been handled.
    await stage.people.reply(ask());
    // It may answer the broken one, which the server did not send as a whole: 10062, and nothing else.
    const answers = stage.server.violations.splice(0);
    expect(answers.filter((violation) => !violation.includes('10062'))).toEqual([]);
  });
});
