import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usesColour } from '../../src/terminal/colour.ts';
import { textWidth } from '../../src/terminal/text-width.ts';
import { visibleText } from '../../src/terminal/visible-text.ts';
import { wrap } from '../../src/terminal/wrap.ts';

describe('visibleText', () => {
  it.each([
    ['an escape sequence', 'a\u001b[31mb', 'a[31mb'],
    ['C1 controls and DEL', 'a\u009b\u007fb', 'ab'],
    ['bidi controls', 'a\u202eb\u2066c\u2069\u200f', 'abc'],
    ['zero-width characters', 'a\u200bb\u200cc\u2060d\ufeff', 'abcd'],
    ['a joiner between letters', 'a\u200db', 'ab'],
    ['a lone surrogate', 'a\ud800b', 'a\ufffdb'],
    ['tags', 'a\u{e0041}b', 'ab'],
  ])('takes out %s', (_, text, seen) => {
    expect(visibleText(text)).toBe(seen);
  });

  it('makes line breaks and tabs spaces', () => {
    expect(visibleText('a\r\nb\nc\u2028d\te\u0085f')).toBe('a b c d e f');
  });

  it('keeps what is seen', () => {
    const text = 'São Tomé — “quoted”, 選挙 👩🏽‍🚀 ❤️‍🔥 🇸🇴 1️⃣';
    expect(visibleText(text)).toBe(text);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleText(visibleText(text))).toBe(visibleText(text));
      }),
    );
  });
});

describe('textWidth', () => {
  it.each([
    ['', 0],
    ['news', 4],
    ['選挙', 4],
    ['e\u0301', 1],
    ['👩🏽‍🚀', 2],
    ['🇸🇴', 2],
    ['❤️', 2],
    ['“—…”', 4],
    ['█░│', 3],
  ])('%s takes %i cells', (text, cells) => {
    expect(textWidth(text)).toBe(cells);
  });
});

describe('wrap', () => {
  const plain = (text: string, columns: number) =>
    wrap([{ text, bold: false }], columns).map((runs) => runs.map((run) => run.text).join(''));

  it('breaks at spaces and keeps those within a line', () => {
    expect(plain('one  two three', 9)).toEqual(['one  two', 'three']);
  });

  it('breaks a word that is longer than a line between graphemes', () => {
    expect(plain('to 選挙管理', 5)).toEqual(['to', '選挙', '管理']);
  });

  it('gives no line for no words', () => {
    expect(plain('  ', 5)).toEqual([]);
  });

  it('keeps a word together whose parts differ in weight', () => {
    const runs = [
      { text: 'a ', bold: false },
      { text: 'bold', bold: true },
      { text: '. End', bold: false },
    ];
    expect(wrap(runs, 6)).toEqual([
      [{ text: 'a', bold: false }],
      [
        { text: 'bold', bold: true },
        { text: '.', bold: false },
      ],
      [{ text: 'End', bold: false }],
    ]);
  });
});

describe('usesColour', () => {
  it.each([
    [true, {}, true],
    [false, {}, false],
    [undefined, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    [false, { FORCE_COLOR: '1' }, true],
    [false, { FORCE_COLOR: '0' }, false],
    [true, { TERM: 'dumb' }, false],
    [true, { TERM: 'dumb', FORCE_COLOR: '1' }, true],
  ])('a terminal: %s, with %j: %s', (isTTY, environment, colour) => {
    expect(usesColour(isTTY === undefined ? {} : { isTTY }, environment)).toBe(colour);
  });
});
