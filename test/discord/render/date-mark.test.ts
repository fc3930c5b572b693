import { describe, expect, it } from 'vitest';
import { dateMark } from '../../../src/discord/render/date-mark.ts';

const seconds = (iso: string) => Date.parse(iso) / 1000;

describe('dateMark', () => {
  it('marks a moment in seconds', () => {
    const at = seconds('2025-12-22T10:00:00.000Z');
    expect(dateMark('2025-12-22T10:00:00.000Z')).toBe(`<t:${at}:D> (<t:${at}:R>)`);
  });

  it('shows a date as the same day from Honolulu to Tokyo, and its age from the start of that day', () => {
    const [, day, start] = /^<t:(\d+):D> \(<t:(\d+):R>\)$/u.exec(dateMark('2025-12-22')) ?? [];
    for (const timeZone of ['Pacific/Honolulu', 'America/New_York', 'Europe/Berlin', 'Asia/Tokyo']) {
      const shown = new Intl.DateTimeFormat('en-CA', { timeZone }).format(Number(day) * 1000);
      expect(shown).toBe('2025-12-22');
    }
    expect(Number(start)).toBe(seconds('2025-12-22'));
  });

  it('marks what was before 1970', () => {
    expect(dateMark('1912-04-15T00:00:00Z')).toBe('<t:-1821312000:D> (<t:-1821312000:R>)');
  });

  it.each([null, '', 'soon', '7', '2025-13-45'])('says of %j that it is not known', (iso) => {
    expect(dateMark(iso)).toBe('date not known');
  });
});
