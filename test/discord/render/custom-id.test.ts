import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CUSTOM_ID_LIMIT } from '../../../src/discord/limits.ts';
import { type ButtonPress, encodeCustomId, parseCustomId } from '../../../src/discord/render/custom-id.ts';

const anything = fc.string({ unit: 'binary', maxLength: 130 });
const action = fc.oneof(
  fc.constantFrom('more', 'context', 'summary', 'share', 'up', 'down', 'why'),
  anything,
);
const name = fc.oneof(
  fc.stringMatching(/^[0-9a-f-]{1,36}$/u),
  anything,
  fc.string({ unit: fc.constantFrom(':', '%', 'ä', '\ud800', ' ') }),
);
const quote = fc.option(fc.oneof(fc.nat(12_000), fc.double(), fc.integer()), { nil: null });
const press: fc.Arbitrary<ButtonPress> = fc.record({
  action,
  target: fc.oneof(fc.record({ question: name, quote }), fc.record({ article: name })),
});

describe('encodeCustomId', () => {
  it.each<[ButtonPress, string]>([
    [{ action: 'context', target: { question: '42', quote: 0 } }, 'd1:context:q:42:0'],
    [{ action: 'more', target: { question: '42', quote: null } }, 'd1:more:q:42:'],
    [{ action: 'summary', target: { article: 'a:b' } }, 'd1:summary:a:a%3Ab'],
  ])('writes %j as %s', (one, id) => {
    expect(encodeCustomId(one)).toBe(id);
  });

  it('refuses what would not fit', () => {
    expect(encodeCustomId({ action: 'summary', target: { article: 'a'.repeat(87) } })).toHaveLength(100);
    expect(encodeCustomId({ action: 'summary', target: { article: 'a'.repeat(88) } })).toBeNull();
  });

  it('is read back as it was, and fits', () => {
    fc.assert(
      fc.property(press, (one) => {
        const id = encodeCustomId(one);
        if (id === null) return;
        expect(id.length).toBeLessThanOrEqual(CUSTOM_ID_LIMIT);
        expect(parseCustomId(id)).toEqual(one);
      }),
    );
  });

  it('takes every press of a stored question', () => {
    const known = fc.record({
      action: fc.constantFrom('more', 'context', 'share', 'up', 'down'),
      target: fc.record({
        question: fc.oneof(fc.nat().map(String), fc.uuid()),
        quote: fc.option(fc.nat(9_999), { nil: null }),
      }),
    });
    fc.assert(
      fc.property(known, (one) => {
        expect(parseCustomId(encodeCustomId(one) ?? '')).toEqual(one);
      }),
    );
  });
});

describe('parseCustomId', () => {
  it('never throws, and takes only what was written here', () => {
    const shaped = fc
      .tuple(fc.constantFrom('d1', 'd0', ''), action, fc.constantFrom('q', 'a', ''), name, quote.map(String))
      .map((parts) => parts.join(':'));
    fc.assert(
      fc.property(fc.oneof(anything, shaped), (id) => {
        const parsed = parseCustomId(id);
        if (parsed !== null) expect(encodeCustomId(parsed)).toBe(id);
      }),
    );
  });

  it.each([
    '',
    'd1',
    'd0:more:q:42:',
    'd1:more:q:42:01',
    'd1:more:q::1',
    'd1:more:q:%',
    'd1:More:q:4:',
    'd1:more:q:4:1:2',
  ])('does not take %j', (id) => {
    expect(parseCustomId(id)).toBeNull();
  });
});
