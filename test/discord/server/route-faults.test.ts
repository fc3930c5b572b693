import { describe, expect, it } from 'vitest';
import { interact, say } from '../support/interact.ts';

describe('faults that are scripted', () => {
  it('meet requests in order, once each', async () => {
    const { server, callback, original } = await interact();
    await callback({ type: 5 });
    server.faults.next(
      'original',
      { kind: 'rate-limited', retryAfterMs: 250 },
      { kind: 'status', status: 500 },
      { kind: 'status', status: 403, code: 50013, message: 'Missing Permissions' },
      { kind: 'done-but-status', status: 502 },
    );
    const answers = [];
    for (let i = 0; i < 5; i++) answers.push(await original(say(`${i}`)));
    expect(answers.map(({ status }) => status)).toEqual([429, 500, 403, 502, 200]);
    expect(answers[0]?.body.retry_after).toBe(0.25);
    expect(answers[2]?.body.code).toBe(50013);
    expect(server.barring()).toBe(2);
  });

  it('break connections, with and without the request done', async () => {
    const { server, exchange, callback, original } = await interact();
    await callback({ type: 5 });
    server.faults.next('original', { kind: 'dropped' }, { kind: 'done-but-dropped' });
    await expect(original(say('lost'))).rejects.toThrow();
    await expect(original(say('taken'))).rejects.toThrow();
    expect(exchange.actions.map(({ message }) => message?.content)).toEqual(['', 'taken']);
  });

  it('can take a first response and say that it failed', async () => {
    const { server, exchange, callback } = await interact();
    server.faults.next('callback', { kind: 'done-but-status', status: 500 });
    expect((await callback({ type: 5 })).status).toBe(500);
    expect((await callback({ type: 5 })).body.code).toBe(40060);
    expect(exchange.responseType).toBe(5);
    expect(server.violations).toEqual([]);
  });
});
