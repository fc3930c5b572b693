// Every fault of Discord's REST half: the process lives, answers once where it can, and goes on answering.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Exchange, textIn } from './server/exchange.ts';
import type { Fault } from './server/route-faults.ts';
import { createStages, type Stage, type Stages } from './support/stage.ts';

const QUESTION = 'how many US troops are in Syria';

let stages: Stages;
let stage: Stage;
beforeAll(async () => {
  stages = await createStages();
  stage = await stages.open();
});
afterAll(() => stages.close());
afterEach(async () => {
  stage.server.faults.clear();
  expect(stage.bot.isAlive()).toBe(true);
  expect(textIn(await stage.people.reply(ask()))).toContain('900');
  expect(stage.server.violations).toEqual([]);
});

const ask = () => stage.people.slash('ask', { question: QUESTION });
const answers = ({ actions }: Exchange) =>
  actions.filter(({ message }) => message !== null && textIn(message).includes('900')).length;
const callbacks = ({ actions }: Exchange) => actions.filter(({ what }) => what === 'callback').length;
const gone: Fault = { kind: 'status', status: 404, code: 10008, message: 'Unknown Message' };

describe('the final edit', () => {
  it.each<[string, readonly Fault[]]>([
    ['429', [{ kind: 'rate-limited', retryAfterMs: 300 }]],
    ['429 for everything', [{ kind: 'rate-limited', retryAfterMs: 300, global: true }]],
    [
      '500 and 502',
      [
        { kind: 'status', status: 500 },
        { kind: 'status', status: 502 },
      ],
    ],
    ['a dropped socket', [{ kind: 'dropped' }]],
    ['no answer at all', [{ kind: 'hang' }]],
  ])('is made once more after %s, and stands once', async (_what, faults) => {
    stage.server.faults.next('original', ...faults);
    const exchange = ask();
    expect(textIn(await stage.people.reply(exchange))).toContain('900');
    expect([callbacks(exchange), answers(exchange)]).toEqual([1, 1]);
  });

  it('has a fallback where Discord fails on and on', async () => {
    stage.server.faults.next('original', ...Array<Fault>(4).fill({ kind: 'status', status: 500 }));
    const reply = await stage.people.reply(ask());
    expect(textIn(reply).length).toBeGreaterThan(0);
  });

  it.each<[string, Fault]>([
    ['10008, for the reply was deleted', gone],
    ['50013', { kind: 'status', status: 403, code: 50013, message: 'Missing Permissions' }],
    ['50027', { kind: 'status', status: 401, code: 50027, message: 'Invalid Webhook Token' }],
    ['10015', { kind: 'status', status: 404, code: 10015, message: 'Unknown Webhook' }],
  ])('may fail with %s, in the apology too', async (_what, fault) => {
    for (const route of ['original', 'follow-up', 'message'] as const)
      stage.server.faults.always(route, fault);
    const exchange = ask();
    await stage.people.acknowledged(exchange);
    // The process has had its try once it answers the next question.
    stage.server.faults.clear();
    expect(textIn(await stage.people.reply(ask()))).toContain('900');
  });
});

describe('the first response', () => {
  it('may come too late after a 429 of four seconds, while others are answered', async () => {
    stage.server.faults.next('callback', { kind: 'rate-limited', retryAfterMs: 4_000 });
    const exchange = ask();
    const other = ask();
    expect(textIn(await stage.people.reply(other))).toContain('900');
    expect(callbacks(exchange)).toBe(0);
    await stage.server.watched
      .until('10062', () => exchange.refusals.includes(10062), 6_000)
      .catch(() => expect(exchange.actions).toEqual([]));
  });

  it.each<[string, Fault]>([
    ['an error', { kind: 'done-but-status', status: 500 }],
    ['a dropped socket', { kind: 'done-but-dropped' }],
  ])('may be taken in spite of %s: what follows is no second answer', async (_what, fault) => {
    stage.server.faults.next('callback', fault);
    const exchange = ask();
    expect(textIn(await stage.people.reply(exchange))).toContain('900');
    expect([callbacks(exchange), answers(exchange)]).toEqual([1, 1]);
  });

  it.each<[string, readonly Fault[]]>([
    ['500', [{ kind: 'status', status: 500 }]],
    [
      '502 twice',
      [
        { kind: 'status', status: 502 },
        { kind: 'status', status: 502 },
      ],
    ],
    ['a dropped socket', [{ kind: 'dropped' }]],
    ['a 429 of 300 ms', [{ kind: 'rate-limited', retryAfterMs: 300 }]],
  ])('is made once more after %s', async (_what, faults) => {
    stage.server.faults.next('callback', ...faults);
    const exchange = ask();
    expect(textIn(await stage.people.reply(exchange))).toContain('900');
    expect([callbacks(exchange), answers(exchange)]).toEqual([1, 1]);
  });

  it.each<[string, Fault]>([
    ['never comes back', { kind: 'hang' }],
    ['10062', { kind: 'status', status: 404, code: 10062, message: 'Unknown interaction' }],
    ['50013', { kind: 'status', status: 403, code: 50013, message: 'Missing Permissions' }],
  ])('may fail for good (%s), and others are answered meanwhile', async (_what, fault) => {
    stage.server.faults.next('callback', fault);
    const exchange = ask();
    const other = ask();
    expect(textIn(await stage.people.reply(other))).toContain('900');
    expect(callbacks(exchange)).toBeLessThanOrEqual(1);
  });

  it('of buttons, menus, autocomplete and moderators’ commands may fail as well', async () => {
    const { people, server } = stage;
    const answered = await people.reply(ask());
    const moderator = { by: server.world.moderator };
    const uses = [
      () => people.press(answered, 'In context'),
      () => people.menu('Find sources', QUESTION),
      () => people.complete('summary', 'article', 'co'),
      () => people.slash('reindex', {}, moderator),
      () => people.slash('rollback', {}, moderator),
      () => people.slash('gaps', {}, moderator),
      () => people.slash('help'),
    ];
    for (const use of uses) {
      server.faults.next('callback', { kind: 'status', status: 404, code: 10062 });
      use();
      await server.watched.until('the fault to be met', () => server.faults.waiting() === 0);
      expect(textIn(await people.reply(ask()))).toContain('900');
    }
  });
});

describe('a reply that is gone while work goes on', () => {
  it('does not stop a reindex', async () => {
    const { people, server } = stage;
    const exchange = people.slash('reindex', {}, { by: server.world.moderator });
    await people.acknowledged(exchange);
    exchange.excused = true;
    if (exchange.originalId) server.messages.remove(exchange.originalId);
    await people.reply(ask());
    const again = people.slash('reindex', {}, { by: server.world.moderator });
    await people.replyWhere(again, (message) => /[Gg]eneration|runs|running/.test(textIn(message)));
  });

  it('may outlive its token', async () => {
    const { people, server } = stage;
    const answered = await people.reply(ask());
    const pressed = people.press(answered, 'In context');
    server.clock.advance(16 * 60_000);
    await server.watched.until(
      'the end of a press whose token is over',
      () => pressed.refusals.length > 0 || pressed.actions.length > 1,
    );
  });
});

describe('the same interaction twice', () => {
  it('is answered once', async () => {
    const { people, server } = stage;
    const exchange = ask();
    server.deliverAgain(exchange);
    await people.reply(exchange);
    server.deliverAgain(exchange);
    await people.reply(ask());
    expect([callbacks(exchange), answers(exchange)]).toEqual([1, 1]);
    expect(exchange.refusals).toEqual([]);
  });
});
