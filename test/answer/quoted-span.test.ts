import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quotedSpan } from '../../src/answer/quoted-span.ts';

/** A text of sentences joined by spaces, with their spans and scores. */
function textOf(sentences: readonly (readonly [text: string, score: number])[]) {
  let text = '';
  const spans = sentences.map(([sentence, score]) => {
    if (text !== '') text += ' ';
    const start = text.length;
    text += sentence;
    return { start, end: text.length, score };
  });
  return { text, spans };
}

function quoted(sentences: readonly (readonly [text: string, score: number])[]): string {
  const { text, spans } = textOf(sentences);
  const best = spans.reduce((a, b) => (b.score > a.score ? b : a));
  const { start, end } = quotedSpan(text, spans, best);
  return text.slice(start, end);
}

describe('quotedSpan', () => {
  it('takes the better neighbours, three sentences at most', () => {
    expect(
      quoted([
        ['Rain fell.', 1],
        ['Solberg opened the harbour.', 9],
        ['Ferries left at noon.', 7],
        ['Nobody was hurt.', 5],
      ]),
    ).toBe('Solberg opened the harbour. Ferries left at noon. Nobody was hurt.');
  });

  it('leaves out a neighbour that answers much worse, one before the answer sooner', () => {
    const around = (score: number) =>
      quoted([
        ['Rain fell.', score],
        ['Solberg opened the harbour.', 9],
        ['Ferries left at noon.', score],
      ]);
    expect(around(5)).toBe('Rain fell. Solberg opened the harbour. Ferries left at noon.');
    expect(around(4)).toBe('Solberg opened the harbour. Ferries left at noon.');
    expect(around(2)).toBe('Solberg opened the harbour.');
  });

  it('begins a sentence earlier where it would lean on it', () => {
    expect(
      quoted([
        ['Ingrid Solberg is the mayor.', 1],
        ['She opened the harbour.', 9],
        ['Ferries left at noon.', 7],
        ['Nobody was hurt.', 5],
      ]),
    ).toBe('Ingrid Solberg is the mayor. She opened the harbour. Ferries left at noon.');
  });

  it('grows no further than can be read at a glance', () => {
    const long = `The harbour ${'and the quay '.repeat(40)}opened.`;
    expect(
      quoted([
        [long, 9],
        [long, 7],
      ]),
    ).toBe(long);
  });

  it('is whole sentences around the best one', () => {
    const sentence = fc.tuple(
      fc.constantFrom(
        'He left.',
        'Solberg spoke.',
        'The company grew.',
        `It ${'rained and '.repeat(30)}stopped.`,
      ),
      fc.integer({ min: 0, max: 9 }),
    );
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 7 }), fc.nat(), (sentences, pick) => {
        const { text, spans } = textOf(sentences);
        const best = spans[pick % spans.length] as (typeof spans)[number];
        const span = quotedSpan(text, spans, best);
        expect(span.start).toBeLessThanOrEqual(best.start);
        expect(span.end).toBeGreaterThanOrEqual(best.end);
        const inside = spans.filter(({ start, end }) => start >= span.start && end <= span.end);
        expect(inside.length).toBeLessThanOrEqual(3);
        expect(inside[0]?.start).toBe(span.start);
        expect(inside.at(-1)?.end).toBe(span.end);
      }),
    );
  });
});
