import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/corpus/article.ts';
import { blocksOf, PASSAGE_PIECES, passagesOf } from '../../src/corpus/passages.ts';

/** One piece a word and one a punctuation mark, as BERT's tokenizer nearly does. */
const tokenize = (text: string) => Array.from(text.matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu), (_, i) => i);

function article(blocks: readonly { readonly text: string; readonly heading?: boolean }[]): Article {
  let text = '';
  const headings: { start: number; end: number }[] = [];
  for (const block of blocks) {
    if (text !== '') text += '\n\n';
    if (block.heading) headings.push({ start: text.length, end: text.length + block.text.length });
    text += block.text;
  }
  return { id: 'a', title: 'A', publisher: null, url: null, publishedAt: null, text, headings };
}

const words = (count: number, word = 'word') => `${Array(count).fill(word).join(' ')}.`;

describe('passagesOf', () => {
  it('fills passages with whole sentences up to the limit', () => {
    const one = article([{ text: `First ${words(58)} Second ${words(58)} Third ${words(58)}` }]);
    const passages = passagesOf(one, tokenize);
    expect(passages.map(({ sentences }) => sentences.length)).toEqual([2, 1]);
  });

  it('leaves subheads out and never crosses them', () => {
    const one = article([
      { text: 'One sentence.' },
      { text: 'A subhead', heading: true },
      { text: 'Another sentence.' },
      { text: 'A last subhead', heading: true },
    ]);
    expect(passagesOf(one, tokenize).map(({ start, end }) => one.text.slice(start, end))).toEqual([
      'One sentence.',
      'Another sentence.',
    ]);
  });

  it('cuts an overlong sentence at clause borders, and loses nothing', () => {
    const clause = `the council said that ${Array(30).fill('much').join(' ')} was done; `;
    const one = article([{ text: `${clause.repeat(9)}and that was all.` }]);
    const sentences = passagesOf(one, tokenize).flatMap((passage) => passage.sentences);
    expect(sentences.length).toBeGreaterThan(2);
    for (const { start, end, pieces } of sentences.slice(0, -1)) {
      expect(pieces.length).toBeLessThanOrEqual(PASSAGE_PIECES);
      expect(one.text.slice(start, end)).toMatch(/;$/u);
    }
  });

  it('cuts a text without any border between characters', () => {
    const one = article([{ text: '新'.repeat(700) }]);
    const each = (text: string) => Array.from(text, (_, i) => i);
    const sentences = passagesOf(one, each).flatMap((passage) => passage.sentences);
    expect(sentences.map(({ start, end }) => one.text.slice(start, end)).join('')).toBe(one.text);
    expect(Math.max(...sentences.map(({ pieces }) => pieces.length))).toBeLessThanOrEqual(PASSAGE_PIECES);
  });

  it('puts every visible character outside subheads in exactly one sentence, whatever the text', () => {
    const sentence = fc
      .stringMatching(/^[A-Za-z“”"'’,;:—. -]{1,200}$/)
      .map((text) => text.replace(/ +/g, ' ').trim());
    const block = fc.record({ text: sentence.filter((text) => text !== ''), heading: fc.boolean() });
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 8 }), (blocks) => {
        const one = article(blocks);
        const passages = passagesOf(one, tokenize);
        const seen = passages
          .flatMap(({ sentences }) => sentences)
          .map(({ start, end }) => one.text.slice(start, end).replace(/\s/g, ''))
          .join('');
        const expected = blocksOf(one)
          .filter(({ isHeading }) => !isHeading)
          .map(({ start, end }) => one.text.slice(start, end).replace(/\s/g, ''))
          .join('');
        expect(seen).toBe(expected);
        for (const { start, end, sentences } of passages) {
          expect(start).toBe(sentences[0]?.start);
          expect(end).toBe(sentences.at(-1)?.end);
          const pieces = sentences.reduce((sum, one) => sum + one.pieces.length, 0);
          expect(pieces).toBeLessThanOrEqual(PASSAGE_PIECES);
        }
      }),
    );
  });
});
