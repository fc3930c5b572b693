import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recencies } from '../../src/answer/recency.ts';

const now = new Date('2026-11-26T12:00:00.000Z');
const march = { startMs: Date.UTC(2025, 2, 1), endMs: Date.UTC(2025, 3, 1) - 1 };

const ms = (dates: readonly string[]) => dates.map((date) => Date.parse(date));

describe('recencies', () => {
  it('prefers today’s news where no time is asked about', () => {
    const [today, lastWeek, lastYear] = recencies(
      ms(['2026-11-26', '2026-11-19', '2025-11-26']),
      { now, asked: null },
      7,
    );
    expect(today).toBeGreaterThan(0.9);
    expect(lastWeek).toBeGreaterThan(lastYear as number);
    expect(lastYear).toBeLessThan(0.01);
  });

  it('prefers the news of the time that is asked about, then today’s, which looks back', () => {
    const dates = ms(['2025-03-14', '2026-11-26', '2025-09-01']);
    const [ofMarch, today, between] = recencies(dates, { now, asked: march }, 7) as [number, number, number];
    expect(ofMarch).toBe(1);
    expect(today).toBeLessThan(ofMarch);
    expect(today).toBeGreaterThan(between);
  });

  it('takes an undated article for an average one', () => {
    const [a, undated, b] = recencies(
      [Date.parse('2026-11-26'), null, Date.parse('2026-10-26')],
      { now, asked: null },
      120,
    ) as [number, number, number];
    expect(undated).toBeCloseTo((a + b) / 2, 12);
    expect(recencies([null, null], { now, asked: null }, 7)).toEqual([0, 0]);
  });

  it('stays within 0 and 1, and never rises with age', () => {
    const ages = fc.tuple(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 5_000 }));
    fc.assert(
      fc.property(ages, ([a, b]) => {
        const dates = [Math.min(a, b), Math.max(a, b)].map((days) => now.getTime() - days * 86_400_000);
        const [newer, older] = recencies(dates, { now, asked: null }, 7) as [number, number];
        expect(older).toBeLessThanOrEqual(newer);
        expect(older).toBeGreaterThanOrEqual(0);
        expect(newer).toBeLessThanOrEqual(1);
      }),
    );
  });
});
