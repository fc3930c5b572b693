import { describe, expect, it } from 'vitest';
import { readSince } from '../../src/answer/since.ts';

/** A Thursday. */
const NOW = new Date('2026-11-26T15:00:00.000Z');

describe('readSince', () => {
  it.each([
    ['2025-12-31', '2025-12-31'],
    ['2025-12-31T10:00:00Z', '2025-12-31T10:00:00Z'],
    ['today', '2026-11-26T00:00:00.000Z'],
    ['Yesterday', '2026-11-25T00:00:00.000Z'],
    ['this week', '2026-11-23T00:00:00.000Z'],
    ['this month', '2026-11-01T00:00:00.000Z'],
    ['this year', '2026-01-01T00:00:00.000Z'],
    ['last March', '2026-03-01T00:00:00.000Z'],
    ['march', '2026-03-01T00:00:00.000Z'],
    ['Friday', '2026-11-20T00:00:00.000Z'],
    ['2025', '2025-01-01T00:00:00.000Z'],
    ['Jan. 8', '2026-01-08T00:00:00.000Z'],
    ['last year', '2025-01-01T00:00:00.000Z'],
  ])('%s → %s', (text, expected) => {
    expect(readSince(text, NOW)).toBe(expected);
  });

  it.each(['soon', '', 'when the mayor spoke'])('“%s” names no time', (text) => {
    expect(readSince(text, NOW)).toBeNull();
  });
});
