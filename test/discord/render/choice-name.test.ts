import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHOICE_NAME_LIMIT } from '../../../src/discord/limits.ts';
import { choiceName } from '../../../src/discord/render/choice-name.ts';
import { expectedText } from './expected-text.ts';
import { anyText } from './hostile-text.ts';

describe('choiceName', () => {
  it('keeps a short title as it is, markdown and all', () => {
    expect(choiceName('Why *this*: 1. <@1>')).toBe('Why *this*: 1. <@1>');
  });

  it('cuts a long title between two words', () => {
    const title =
      'Somalia’s capital holds its first direct local elections in more than half a century, officials say today';
    expect(choiceName(title)).toBe(
      'Somalia’s capital holds its first direct local elections in more than half a century, officials say…',
    );
  });

  it('cuts a word that is too long between two characters', () => {
    expect(choiceName('👩‍🚀'.repeat(60))).toBe(`${'👩‍🚀'.repeat(19)}…`);
  });

  it('names a title in which there is nothing to see', () => {
    expect(choiceName(' \u200b\n\u202e')).toBe('(no title)');
  });

  it('is the start of the title, 1-100 characters, well-formed, on one line', () => {
    fc.assert(
      fc.property(anyText, (title) => {
        const name = choiceName(title);
        expect(name.length).toBeLessThanOrEqual(CHOICE_NAME_LIMIT);
        expect(name.trim()).not.toBe('');
        expect(name.isWellFormed()).toBe(true);
        expect(name).not.toMatch(/[\n\r]/u);
        const whole = expectedText(title).replace(/\n/gu, ' ').trim();
        if (name !== '(no title)') expect(whole.startsWith(name.replace(/…$/u, '').trim())).toBe(true);
      }),
    );
  });
});
