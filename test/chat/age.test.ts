import { describe, expect, it } from 'vitest';
import { ageOf, shortDate } from '../../src/chat/age.ts';

const NOW = new Date('2026-11-26T12:00:00.000Z');

describe('ageOf', () => {
  it.each([
    ['2026-11-26T11:59:30.000Z', 'just now'],
    ['2026-11-26T11:57:00.000Z', '3 minutes ago'],
    ['2026-11-26T11:00:00.000Z', '1 hour ago'],
    ['2026-11-24T11:00:00.000Z', '2 days ago'],
    ['2026-11-28T12:00:00.000Z', 'in 2 days'],
    ['2026-11-26', 'today'],
    ['2026-11-25', '1 day ago'],
    ['2025-12-22', '11 months ago'],
    ['2024-01-01', '2 years ago'],
    ['2026-11-26T09:00:00', '3 hours ago'],
    ['soon', null],
  ])('%s is %s', (iso, age) => {
    expect(ageOf(iso, NOW)).toBe(age);
  });
});

describe('shortDate', () => {
  it('is the day in UTC', () => {
    expect(shortDate('2025-12-22')).toBe('22 Dec 2025');
    expect(shortDate('2025-12-22T23:30:00-05:00')).toBe('23 Dec 2025');
    expect(shortDate('no date')).toBeNull();
  });
});
