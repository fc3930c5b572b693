import { describe, expect, it } from 'vitest';
import { holdsAnswer } from '../../eval/holds-answer.ts';

describe('holdsAnswer', () => {
  it.each([
    ['The harbour cost 48 million crowns.', '48 Million', true],
    ['The harbour cost 148 million crowns.', '48 million', false],
    ['It lies in the U.S. Midwest.', 'US', true],
    ['São Tomé votes.', 'Sao Tome', true],
    ['It was Lundvik’s mayor—Solberg.', 'Lundvik', true],
    ['A new glitch it was.', 'the new glitch', true],
    ['The debt limit is $31.4 trillion.', '$31.4 trillion', true],
    ['The debt limit is $314 trillion.', '$31.5 trillion', false],
    ['“Knocked me to the floor,” he said.', 'knocked me to the floor', true],
    ['Solbergs cut the ribbon.', 'Solberg', false],
    ['Anything at all.', '…', false],
  ])('%s / %s → %s', (text, answer, expected) => {
    expect(holdsAnswer(text, [answer])).toBe(expected);
  });

  it('takes any of several answers, and none of none', () => {
    expect(holdsAnswer('four berths', ['five', 'four'])).toBe(true);
    expect(holdsAnswer('four berths', [])).toBe(false);
  });
});
