import { describe, expect, it } from 'vitest';
import { answerBlocks } from '../../../src/chat/answer-blocks.ts';
import { openEmbedder } from '../../support/open-parts.ts';
import { STORIES } from '../../support/seeds.ts';
import { serveArticles } from '../../support/serve-articles.ts';

const embedder = await openEmbedder();

async function ask(question: string, explain: boolean) {
  const { snapshot, answerer } = await serveArticles(STORIES, embedder);
  return answerer.ask(question, snapshot, { explain });
}

describe('an explained answer', () => {
  it('tells of each quote what it was chosen for, in shares that sum to one, most first', async () => {
    const { quotes, explain } = await ask('how many passengers left for Marhaven on the ferry', true);
    expect(explain?.expects).toBe('number');
    expect(explain?.quotes).toHaveLength(quotes.length);
    for (const { signals, confidence } of explain?.quotes ?? []) {
      expect(signals.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 1);
      const points = signals.map((signal) => signal.points);
      expect(points).toEqual(points.toSorted((a, b) => b - a));
      expect(confidence).toBe(
        quotes[explain?.quotes.findIndex((one) => one.signals === signals) ?? 0]?.score,
      );
    }
  });

  it('tells where each word of the question stands', async () => {
    const { explain } = await ask(
      'how many passengers sailed for Marhaven from the ferry harbour in Lundvik',
      true,
    );
    expect(explain?.quotes[0]?.words).toEqual(
      expect.arrayContaining([
        { word: 'passengers', foundIn: 'sentence', alike: null },
        expect.objectContaining({ word: 'lundvik', foundIn: 'title' }),
        expect.objectContaining({ word: 'sailed', foundIn: null }),
      ]),
    );
  });

  it('tells which word was matched by meaning', async () => {
    const { explain } = await ask('how many travellers were aboard the first ferry to Marhaven', true);
    expect(explain?.quotes[0]?.words).toContainEqual({
      word: 'travellers',
      foundIn: null,
      alike: 'passengers',
    });
  });

  it('says nothing of it where it was not asked for', async () => {
    expect(await ask('who cut the ribbon', false)).not.toHaveProperty('explain');
  });

  it('stands below its quote, in plain words', async () => {
    const answer = await ask('who cut the ribbon at the harbour', true);
    const kinds = answerBlocks(answer).map(({ kind }) => kind);
    expect(kinds.slice(0, 2)).toEqual(['quote', 'facts']);
    const facts = answerBlocks(answer).find((block) => block.kind === 'facts')?.facts ?? [];
    expect(facts[0]).toEqual({
      label: 'sure',
      value: expect.stringMatching(/^\d+ %; an answer from \d+ % on$/u),
    });
    expect(facts).toContainEqual({
      label: 'words in the sentence',
      value: expect.stringContaining('ribbon'),
    });
  });
});
