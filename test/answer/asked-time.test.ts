import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedTime } from '../../src/answer/asked-time.ts';

/** A Thursday. */
const NOW = new Date('2026-11-26T15:00:00.000Z');

const spanOf = (question: string) => {
  const span = askedTime(question, NOW);
  return span && [span.startMs, span.endMs].map((ms) => new Date(ms).toISOString().slice(0, 10)).join(' … ');
};

describe('askedTime', () => {
  it.each([
    ['Who won the vote in 2021?', '2021-01-01 … 2021-12-31'],
    ['How did prices move between 2019 and 2021?', '2019-01-01 … 2021-12-31'],
    ['what happened in the 1990s', '1990-01-01 … 1999-12-31'],
    ['What happened last March?', '2026-03-01 … 2026-03-31'],
    ['what did the mayor say in december', '2025-12-01 … 2025-12-31'],
    ['Who resigned in May?', '2026-05-01 … 2026-05-31'],
    ['Who resigned in Sept. 2024?', '2024-09-01 … 2024-09-30'],
    ['What burned down on Jan. 8?', '2026-01-08 … 2026-01-08'],
    ['What burned down on 8 January 2023?', '2023-01-08 … 2023-01-08'],
    ['Who was attacked on January 6, 2021?', '2021-01-06 … 2021-01-06'],
    ['what opened on December 24', '2025-12-24 … 2025-12-24'],
    ['Who spoke yesterday?', '2026-11-25 … 2026-11-25'],
    ['Who spoke on Tuesday?', '2026-11-24 … 2026-11-24'],
    ['Who met last week?', '2026-11-16 … 2026-11-22'],
    ['Who met last month?', '2026-10-01 … 2026-10-31'],
    ['Who met last year?', '2025-01-01 … 2025-12-31'],
    ['which fires burned last summer', '2026-06-01 … 2026-08-31'],
    ['which lake froze last winter', '2025-12-01 … 2026-02-28'],
    ['Who left two weeks ago?', '2026-11-09 … 2026-11-15'],
    ['What has been built in 2026?', '2026-01-01 … 2026-11-26'],
  ])('%s → %s', (question, expected) => {
    expect(spanOf(question)).toBe(expected);
  });

  it.each([
    'How many troops are in Syria?',
    'Who won the vote this week?',
    'Who may win the vote?',
    'When will they march on the capital?',
    'What did Theresa May say?',
    'What will be built by 2035?',
    'Who paid 2,021 crowns?',
    'What costs $2000?',
    'How did prices move over the last year?',
    'Who says that in fall prices rise?',
    'Which film of the 1990s returned to cinemas this week?',
    'Who was recently charged over the attack of January 6, 2021?',
  ])('%s names no time', (question) => {
    expect(askedTime(question, NOW)).toBeNull();
  });

  it('never begins after now, and ends at now at the latest', () => {
    const words = fc.constantFrom(
      ...[
        'last',
        'in',
        'on',
        'May',
        'March',
        '5',
        '31',
        'year',
        'week',
        '2021',
        '2030',
        'ago',
        'two',
        'Friday',
      ],
      ...['summer', 'since', 'Dec.', '1990s', 'yesterday', 'winter', 'of', 'days'],
    );
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 8 }),
        fc.date({ min: new Date('2001-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        (question, now) => {
          const span = askedTime(question.join(' '), now);
          if (span === null) return;
          expect(span.startMs).toBeLessThanOrEqual(span.endMs);
          expect(span.endMs).toBeLessThanOrEqual(now.getTime());
        },
      ),
    );
  });
});
