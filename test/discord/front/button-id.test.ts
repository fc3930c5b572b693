import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ButtonId, formatButtonId, parseButtonId } from '../../../src/discord/buttons/button-id.ts';

const questionId = fc.string({
  unit: fc.constantFrom(...'abcXYZ019_-'),
  minLength: 1,
  maxLength: 32,
});
const count = fc.nat(999_999);
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constant('a:b:c'));

const buttonIds: fc.Arbitrary<ButtonId> = fc.oneof(
  fc.record({
    action: fc.constantFrom('more' as const, 'context' as const, 'share' as const),
    question: questionId,
    from: count,
  }),
  fc.record({
    action: fc.constant('vote' as const),
    question: questionId,
    vote: fc.constantFrom('good' as const, 'bad' as const),
  }),
  fc.record({ action: fc.constant('summary' as const), article: anyText }),
  fc.record({ action: fc.constant('share-summary' as const), article: anyText, sentences: count }),
  fc.record({ action: fc.constant('sources' as const), page: count, query: anyText }),
  fc.record({ action: fc.constantFrom('public-channels' as const, 'moderator-roles' as const) }),
) as fc.Arbitrary<ButtonId>;

describe('the custom_id of a button', () => {
  it('is read as it was written, or not written at all', () => {
    fc.assert(
      fc.property(buttonIds, (id) => {
        const text = formatButtonId(id);
        if (text === null) return;
        expect(text.length).toBeLessThanOrEqual(100);
        expect(parseButtonId(text)).toEqual('article' in id && id.article === '' ? null : id);
      }),
    );
  });

  it('is written for everything that stands in a real button', () => {
    expect(formatButtonId({ action: 'share', question: 'x'.repeat(32), from: 9 })).not.toBeNull();
    expect(formatButtonId({ action: 'summary', article: 'x'.repeat(80) })).not.toBeNull();
    expect(
      formatButtonId({ action: 'share-summary', article: 'x'.repeat(80), sentences: 10 }),
    ).not.toBeNull();
  });

  it('is not written where it would not fit or could not be kept', () => {
    expect(formatButtonId({ action: 'summary', article: 'x'.repeat(97) })).toBeNull();
    expect(formatButtonId({ action: 'sources', page: 1, query: 'a\ud800b' })).toBeNull();
  });

  it('may be anything that somebody sends', () => {
    const pieces = fc.array(
      fc.constantFrom('1', ':', 'm', 'v', 'l', 'good', '-1', '1e9', '٣', '\0', '__proto__'),
    );
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      pieces.map((all) => all.join('')),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const id = parseButtonId(text);
        if (id !== null && formatButtonId(id) !== null)
          expect(parseButtonId(formatButtonId(id) as string)).toEqual(id);
      }),
    );
  });

  it.each([
    '',
    'x',
    '2:m:abc:0',
    '1:?:abc:0',
    '1:m:abc',
    '1:m:abc:-1',
    '1:m:abc:1.5',
    '1:m:a b:0',
    '1:v:abc:maybe',
    '1:u:',
    '1:h::x',
    '1:l:x:q',
    '1:p:x',
    `1:u:${'x'.repeat(97)}`,
  ])('is refused: %s', (text) => {
    expect(parseButtonId(text)).toBeNull();
  });

  it('stays what older messages hold', () => {
    expect(parseButtonId('1:m:03KIsZK_74CC:3')).toEqual({
      action: 'more',
      question: '03KIsZK_74CC',
      from: 3,
    });
    expect(parseButtonId('1:c:03KIsZK_74CC:0')).toEqual({
      action: 'context',
      question: '03KIsZK_74CC',
      from: 0,
    });
    expect(parseButtonId('1:s:03KIsZK_74CC:0')).toEqual({
      action: 'share',
      question: '03KIsZK_74CC',
      from: 0,
    });
    expect(parseButtonId('1:v:03KIsZK_74CC:bad')).toEqual({
      action: 'vote',
      question: '03KIsZK_74CC',
      vote: 'bad',
    });
    expect(parseButtonId('1:u:a:b')).toEqual({ action: 'summary', article: 'a:b' });
    expect(parseButtonId('1:h:3:a:b')).toEqual({ action: 'share-summary', sentences: 3, article: 'a:b' });
    expect(parseButtonId('1:l:2:')).toEqual({ action: 'sources', page: 2, query: '' });
    expect(parseButtonId('1:p')).toEqual({ action: 'public-channels' });
    expect(parseButtonId('1:r')).toEqual({ action: 'moderator-roles' });
  });
});
