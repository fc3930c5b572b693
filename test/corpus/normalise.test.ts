import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseText, splitBlocks } from '../../src/corpus/normalise.ts';
import { articleFromDraft, type Block } from '../../src/corpus/seeds/draft.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        ' ',
        '\n',
        '\r\n',
        '\u00a0',
        '\u200b',
        '\ufeff',
        'e\u0301',
        '“',
        '\ud800',
        'a',
        '👩‍👧',
        '\t',
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join('')),
);

describe('normaliseText', () => {
  it.each([
    ['composes', 'Cafe\u0301', 'Café'],
    ['makes every space one space', ' a\u00a0\u2009b\t\r\n c ', 'a b c'],
    ['drops what cannot be seen', '\ufeffso\u00adft\u200b zero\u202e', 'soft zero'],
    ['keeps joined emoji', '👩‍👧 here', '👩‍👧 here'],
    ['keeps quotation marks and dashes', '“It’s” — so', '“It’s” — so'],
    ['replaces half a character', 'a\ud83d', 'a\ufffd'],
  ])('%s', (_what, raw, expected) => {
    expect(normaliseText(raw)).toBe(expected);
  });

  it('changes nothing the second time, and leaves one line', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const once = normaliseText(raw);
        expect(normaliseText(once)).toBe(once);
        expect(once).not.toMatch(/[\n\r\u2028]|^\s|\s$|\s\s/u);
        expect(once.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('splitBlocks', () => {
  it('joins wrapped lines and splits at blank ones and bullets', () => {
    expect(splitBlocks('One\nline.\n\n\nTwo.\n- a\n- b\nmore of b\n')).toEqual([
      'One line.',
      'Two.',
      '- a',
      '- b more of b',
    ]);
  });
});

describe('articleFromDraft', () => {
  it('keeps every block whole, in order, with the headings where they say', () => {
    const block: fc.Arbitrary<Block> = fc.record({
      kind: fc.constantFrom('paragraph', 'heading'),
      text: anyText,
    });
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), (blocks) => {
        const all: readonly Block[] = [...blocks, { kind: 'paragraph', text: 'The last one.' }];
        const article = articleFromDraft(
          { title: 'A title of its own', publisher: null, url: null, publishedAt: null, blocks: all },
          'a.txt',
        );
        const kept = all
          .map(({ kind, text }) => ({ kind, text: normaliseText(text) }))
          .filter(({ text }) => text !== '');
        expect(article.text.split('\n\n')).toEqual(kept.map(({ text }) => text));
        expect(article.headings.map(({ start, end }) => article.text.slice(start, end))).toEqual(
          kept.filter(({ kind }) => kind === 'heading').map(({ text }) => text),
        );
      }),
    );
  });

  it('derives an id that stays while place and title stay', () => {
    const id = (title: string, file: string, text = 'Text.') =>
      articleFromDraft(
        { title, publisher: null, url: null, publishedAt: null, blocks: [{ kind: 'paragraph', text }] },
        file,
      ).id;
    expect(id('Élection in Lundvik!', 'a.txt')).toMatch(/^election-in-lundvik-[0-9a-f]{8}$/);
    expect(id('T', 'a.txt', 'x')).toBe(id('T', 'a.txt', 'y'));
    expect(id('T', 'a.txt')).not.toBe(id('T', 'b.txt'));
    expect(id('選挙', 'a.txt')).toMatch(/^選挙-/);
  });
});
