import { describe, expect, it } from 'vitest';
import { epochMs } from '../../src/library/moment.ts';

describe('epochMs', () => {
  it.each([
    ['2026-03-02', '2026-03-02T00:00:00.000Z'],
    ['2026-03-02T10:00:00Z', '2026-03-02T10:00:00.000Z'],
    ['2026-03-02T10:00:00.5', '2026-03-02T10:00:00.500Z'],
    ['2026-03-02T10:00', '2026-03-02T10:00:00.000Z'],
    ['2026-03-02T00:30:00+02:00', '2026-03-01T22:30:00.000Z'],
    ['2026-03-02T00:30:00-0500', '2026-03-02T05:30:00.000Z'],
  ])('reads %s in UTC', (iso, expected) => {
    expect(new Date(epochMs(iso)).toISOString()).toBe(expected);
  });

  it.each(['', 'yesterday', '2', '2026', '2026-13-01', '02/03/2026'])('reads nothing in "%s"', (text) => {
    expect(epochMs(text)).toBeNaN();
  });
});
