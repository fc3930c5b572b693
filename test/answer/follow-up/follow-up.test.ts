import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFollowUp } from '../../../src/answer/follow-up.ts';

const CASES = join(import.meta.dirname, 'cases');
const SAMPLES = join(import.meta.dirname, '../../../seeds/questions.json');

interface FollowUpCase {
  readonly former: string;
  readonly next: string;
  readonly read: string | null;
}

const cases = readdirSync(CASES).map((file) => ({
  file,
  list: JSON.parse(readFileSync(join(CASES, file), 'utf8')) as readonly FollowUpCase[],
}));

describe.each(cases)('a follow-up: $file', ({ list }) => {
  it.each(list)('$former / $next → $read', ({ former, next, read }) => {
    expect(readFollowUp(former, next)).toBe(read);
  });
});

describe('readFollowUp', () => {
  const samples = (JSON.parse(readFileSync(SAMPLES, 'utf8')) as readonly { readonly question: string }[]).map(
    ({ question }) => question,
  );

  it('never changes a question that stands alone: no sample question, after any other', () => {
    const changed = samples.flatMap((former) =>
      samples.filter((next) => readFollowUp(former, next) !== null).map((next) => [former, next]),
    );
    expect(changed).toEqual([]);
  });

  it('gives a question that it leaves alone itself', () => {
    for (const { former, read } of cases.flatMap(({ list }) => list)) {
      if (read !== null) expect([read, readFollowUp(former, read)]).toEqual([read, null]);
    }
  });

  it('takes any two lines and gives one line or null', () => {
    const line = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(...cases.flatMap(({ list }) => list.flatMap(({ former, next }) => [former, next]))),
      fc
        .array(
          fc.constantFrom(
            'and',
            'in',
            'the',
            'who',
            'is',
            'did',
            'it',
            'they',
            'Iraq',
            'troops',
            'when',
            '?',
            'UK',
          ),
          { maxLength: 8 },
        )
        .map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(line, line, (former, next) => {
        const read = readFollowUp(former, next);
        if (read === null) return;
        expect(read.trim()).toBe(read);
        expect(read).not.toMatch(/[\n?]/u);
        expect(read.length).toBeLessThanOrEqual(former.length + next.length + 30);
      }),
    );
  });
});
