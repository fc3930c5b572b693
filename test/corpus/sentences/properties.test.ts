import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentenceSpans } from '../../../src/corpus/sentences.ts';

const HOSTILE = [
  ...'.?!…。؟।"\'“”‘’()[]«»•-— \u00a0😀\ud83d\ude00*',
  ...[
    'a',
    'B',
    'é',
    '中',
    'ე',
    '7',
    'I',
    'The ',
    'he ',
    'U.S',
    'p.m',
    'Mr',
    'Inc',
    'No',
    'Yahoo',
    ' asked ',
    '. . .',
  ],
  ...['...', '[1]', 'https://a.b/c?d=E', '@', 'iPhone', 'al-', '1.', '  ', ' • ', '?” Ito asked'],
];
const blocks = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.array(fc.constantFrom(...HOSTILE), { maxLength: 60 }).map((pieces) => pieces.join('')),
);

describe('sentence spans of any text', () => {
  it('ascend, do not overlap, and leave out nothing but white space', () => {
    fc.assert(
      fc.property(blocks, (block) => {
        let end = 0;
        for (const span of sentenceSpans(block)) {
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          expect(block.slice(end, span.start).trim()).toBe('');
          end = span.end;
        }
        expect(block.slice(end).trim()).toBe('');
      }),
      { numRuns: 3000 },
    );
  });

  it('have no white space at either end', () => {
    fc.assert(
      fc.property(blocks, (block) => {
        for (const { start, end } of sentenceSpans(block)) {
          const sentence = block.slice(start, end);
          expect(sentence).toBe(sentence.trim());
        }
      }),
      // A bullet behind two spaces once left one of them with the item before it.
      { numRuns: 3000, examples: [['• asked  • ']] },
    );
  });

  it('never cut a character of two code units in half', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (block) => {
        for (const { start, end } of sentenceSpans(block)) {
          expect(block.slice(start, end).isWellFormed()).toBe(true);
        }
      }),
    );
  });

  it('of a sentence alone cover it again', () => {
    fc.assert(
      fc.property(blocks, (block) => {
        for (const { start, end } of sentenceSpans(block)) {
          const sentence = block.slice(start, end);
          const again = sentenceSpans(sentence);
          expect(again[0]?.start).toBe(0);
          expect(again.at(-1)?.end).toBe(sentence.length);
        }
      }),
    );
  });
});

describe('sentence spans of hostile text', () => {
  const pieces = {
    'letters without a full stop': 'a',
    'words without a full stop': 'word ',
    'full stops': '.',
    'spaced full stops': '. ',
    'letters between full stops': 'a.',
    'marks and quotation marks': '?"',
    'closing quotation marks': '”',
    'marks before a speaker': '?’ Ito asked ',
    abbreviations: 'U.S. Army ',
    spaces: ' ',
    bullets: ' • ',
    emoji: '! 😀',
    'spaces and marks': ' »',
    brackets: '.[',
    'capitals with full stops': 'A. ',
  };
  for (const [name, piece] of Object.entries(pieces)) {
    it(`takes linear time over ${name}`, () => {
      const block = piece.repeat(Math.ceil(100_000 / piece.length));
      const started = performance.now();
      sentenceSpans(block);
      // About 200 ms at worst here; quadratic time would take minutes.
      expect(performance.now() - started).toBeLessThan(3000);
    });
  }
});
