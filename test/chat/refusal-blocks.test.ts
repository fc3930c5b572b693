import { describe, expect, it } from 'vitest';
import { refusalBlocks } from '../../src/chat/refusal-blocks.ts';
import type { Block } from '../../src/chat/reply.ts';

const texts = (blocks: readonly Block[]) =>
  blocks.map((block) => ('text' in block ? block.text : block.kind));
const nearest: readonly Block[] = [{ kind: 'facts', facts: [] }];

describe('refusalBlocks', () => {
  it('says what stands in no article', () => {
    const refusal = { reason: 'not-mentioned', names: ['Ruritania'], in: 'all' } as const;
    expect(texts(refusalBlocks(refusal, nearest))).toEqual([
      'These articles do not answer that.',
      'No article here mentions “Ruritania”.',
      'The nearest passages, which are not an answer:',
      'facts',
    ]);
  });

  it('says less of names that only the nearest articles lack', () => {
    const refusal = { reason: 'not-mentioned', names: ['Ames', 'Bell', '2019'], in: 'nearest' } as const;
    expect(texts(refusalBlocks(refusal, []))).toEqual([
      'These articles do not answer that.',
      'None of the nearest articles mentions “Ames”, “Bell” or “2019”.',
    ]);
  });

  it('gives no reason where there is none', () => {
    expect(texts(refusalBlocks({ reason: 'not-answered' }, []))).toEqual([
      'These articles do not answer that.',
    ]);
  });

  it('answers small talk in words of its own, without passages', () => {
    const said = (['greeting', 'instruction', 'override', 'about-the-bot'] as const).map((talk) =>
      texts(refusalBlocks({ reason: 'small-talk', talk }, nearest)),
    );
    expect(said.every((lines) => lines.length === 1)).toBe(true);
    expect(new Set(said.flat()).size).toBe(said.length);
  });
});
