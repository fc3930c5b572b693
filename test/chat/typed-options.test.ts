import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { flag } from '../../src/chat/option-types.ts';
import { readTypedOptions, splitWords } from '../../src/chat/typed-options.ts';
import { ExpectedError } from '../../src/errors.ts';

const command = {
  name: 'ask',
  options: z.object({
    question: z.string().meta({ positional: true }),
    article: z.string().optional(),
    quotes: z.coerce.number().optional(),
    explain: flag.meta({ flag: true }),
  }),
};
const read = (line: string) => readTypedOptions(command, splitWords(` ${line}`));

describe('readTypedOptions', () => {
  it('joins the words and takes options from anywhere', () => {
    expect(read("what did Somalia's council say --quotes 2")).toEqual({
      question: "what did Somalia's council say",
      quotes: '2',
    });
  });

  it('keeps a value in double quotes whole', () => {
    expect(read('who won --article "The capital votes"')).toEqual({
      question: 'who won',
      article: 'The capital votes',
    });
  });

  it('takes an option that is on or off without a value', () => {
    expect(read('who won --explain in Iraq')).toEqual({ question: 'who won in Iraq', explain: 'true' });
    expect(command.options.parse({ question: 'who won', explain: 'true' }).explain).toBe(true);
    expect(command.options.parse({ question: 'who won' }).explain).toBe(false);
    expect(() => read('who won --explain=yes')).toThrow(ExpectedError);
  });

  it('takes dashes in a sentence as words', () => {
    expect(read('the deal - what -- if anything -5 -x')).toEqual({
      question: 'the deal - what -- if anything -5 -x',
    });
  });

  it('refuses an option that the command does not have', () => {
    expect(() => read('who won --since soon')).toThrow(ExpectedError);
    expect(() => read('who won --since 2025-13-01')).toThrow(/--since/);
  });

  it('refuses words where none are taken', () => {
    expect(() => readTypedOptions({ name: 'reindex', options: z.object({}) }, ['now'])).toThrow(
      /takes no words/,
    );
  });
});
