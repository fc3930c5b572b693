import { describe, expect, it } from 'vitest';
import { readCommandLine } from '../../src/cli/command-line.ts';
import { ExpectedError } from '../../src/errors.ts';

describe('readCommandLine', () => {
  it('takes common options out wherever they stand and leaves the rest to the command', () => {
    expect(readCommandLine(['ask', '--json', 'how', 'many', '--seeds', '../x', '--quotes', '2'])).toEqual({
      command: 'ask',
      words: ['how', 'many', '--quotes', '2'],
      seeds: '../x',
      index: undefined,
      json: true,
    });
  });

  it('reads --seeds=DIR', () => {
    expect(readCommandLine(['sources', '--seeds=here', '--index=there'])).toMatchObject({
      seeds: 'here',
      index: 'there',
    });
  });

  it('is help without a command', () => {
    expect(readCommandLine([]).command).toBe('help');
  });

  it('is wrong usage where an option lacks its value', () => {
    expect(() => readCommandLine(['ask', 'x', '--seeds'])).toThrow(ExpectedError);
  });
});
