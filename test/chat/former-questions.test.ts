import { expect, it } from 'vitest';
import { createFormerQuestions } from '../../src/chat/former-questions.ts';

it('the last question of a conversation is had in mind for ten minutes, and those of others apart from it', () => {
  let now = new Date('2026-06-01T12:00:00Z');
  const former = createFormerQuestions(() => now);
  former.note('a', 'first');
  former.note('b', 'other');
  former.note('a', 'second');
  expect([former.of('a'), former.of('b'), former.of('c')]).toEqual(['second', 'other', undefined]);

  now = new Date('2026-06-01T12:10:00Z');
  expect(former.of('a')).toBe('second');
  former.note('b', 'again');
  now = new Date('2026-06-01T12:11:00Z');
  expect([former.of('a'), former.of('b')]).toEqual([undefined, 'again']);
});
