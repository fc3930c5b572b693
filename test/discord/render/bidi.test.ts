import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bidiGuards, isolated } from '../../../src/discord/render/bidi.ts';

const text = fc.string({
  unit: fc.constantFrom(
    'a',
    'ب',
    '1',
    ' ',
    '\u202a',
    '\u202b',
    '\u202c',
    '\u202d',
    '\u202e',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
    '\u200f',
  ),
  maxLength: 30,
});

describe('bidiGuards', () => {
  it('leaves nothing open behind a line, and closes nothing that was open before it', () => {
    fc.assert(
      fc.property(text, (line) => {
        const { before, after } = bidiGuards(line);
        expect(levelsAfter(`\u2067${before}${line}${after}`)).toEqual(['isolate']);
      }),
    );
  });

  it('adds nothing to a line that needs nothing', () => {
    expect(bidiGuards('plain שלום \u2067isolated\u2069 and \u202bembedded\u202c')).toEqual({
      before: '',
      after: '',
    });
  });
});

describe('isolated', () => {
  it('leaves what can reorder nothing as it is', () => {
    expect(isolated('São Tomé, 選挙 👩‍🚀 1.5 %')).toBe('São Tomé, 選挙 👩‍🚀 1.5 %');
  });

  it('keeps a foreign direction within itself', () => {
    fc.assert(
      fc.property(text, (line) => {
        expect(levelsAfter(`\u202d${isolated(line)}`)).toEqual(['embedding']);
      }),
    );
  });
});

/** What is open at the end of a line by rules X1-X8 of the Unicode bidirectional algorithm. */
function levelsAfter(line: string): readonly string[] {
  const open: string[] = [];
  for (const character of line) {
    if ('\u202a\u202b\u202d\u202e'.includes(character)) open.push('embedding');
    if ('\u2066\u2067\u2068'.includes(character)) open.push('isolate');
    if (character === '\u202c' && open.at(-1) === 'embedding') open.pop();
    if (character === '\u2069' && open.includes('isolate')) {
      while (open.pop() !== 'isolate');
    }
  }
  return open;
}
