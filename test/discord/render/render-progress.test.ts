import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderProgress } from '../../../src/discord/render/render-progress.ts';
import { constructs, parseDiscord, seenText } from './discord-markdown.ts';

const shown = (progress: Parameters<typeof renderProgress>[0]) => {
  const nodes = parseDiscord(renderProgress(progress).embeds[0]?.description ?? '');
  expect(constructs(nodes)).toEqual([]);
  return seenText(nodes);
};

describe('renderProgress', () => {
  it('says what is done, how much of it, and draws a bar', () => {
    expect(shown({ step: 'embedding', done: 400, total: 1600, unit: 'articles' })).toBe(
      `embedding: 400 of 1,600 articles\n${'█'.repeat(5)}${'░'.repeat(15)}`,
    );
  });

  it('says what is done where the total is not known', () => {
    expect(shown({ step: 'reading_seeds', done: 3, total: 0, unit: 'files' })).toBe('reading_seeds …');
  });

  it('draws a bar of the same length for any numbers', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1 }), (done, total) => {
        expect(shown({ step: 'x', done, total, unit: 'y' })).toMatch(/\n[█░]{20}$/u);
      }),
    );
  });
});
