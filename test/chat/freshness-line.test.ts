import { describe, expect, it } from 'vitest';
import { freshnessLine, staleWarning } from '../../src/chat/freshness-line.ts';

const NOW = new Date('2026-11-26T12:00:00.000Z');
const block = {
  kind: 'freshness',
  articles: 1204,
  indexedAt: '2026-11-26T09:00:00.000Z',
  newestPublishedAt: '2026-11-22',
  generation: 7,
} as const;

describe('freshnessLine', () => {
  it.each([
    [{}, '1,204 articles, index built 3 hours ago (generation 7), newest article of 22 Nov 2026'],
    [{ articles: 1, newestPublishedAt: null }, '1 article, index built 3 hours ago (generation 7)'],
    [
      { articles: 0, indexedAt: 'never', newestPublishedAt: 'never' },
      '0 articles, index built at an unknown time (generation 7)',
    ],
  ])('with %j is %s', (facts, line) => {
    expect(freshnessLine({ ...block, ...facts }, NOW)).toBe(line);
  });
});

describe('staleWarning', () => {
  it.each([
    ['2026-11-22', 4, null],
    ['2026-11-22', 3, 'The newest article is 4 days old.'],
    ['2020-01-01', 30, 'The newest article is 2,521 days old.'],
    [null, 0, null],
    ['never', 0, null],
  ])('of %s, with a limit of %i days, is %s', (newestPublishedAt, staleAfterDays, warning) => {
    expect(staleWarning({ ...block, newestPublishedAt }, { now: NOW, staleAfterDays })).toBe(warning);
  });
});
