import { describe, expect, it } from 'vitest';
import { completedLines } from '../../src/terminal/complete-line.ts';

const lines = (...all: string[]) => all.map((line) => ({ line }));

describe('completedLines', () => {
  it('writes titles as they are where they share at least what was typed', () => {
    expect(completedLines('/s the m', lines('/s The moon', '/s The man'))).toEqual([
      '/s The moon',
      '/s The man',
    ]);
    expect(completedLines('/s the m', lines('/s THE MOON'))).toEqual(['/s THE MOON']);
  });

  it('keeps what was typed where titles share less', () => {
    expect(completedLines('/s the m', lines('/s The moon', '/s THE MAN'))).toEqual([
      '/s the moon',
      '/s the mAN',
    ]);
  });

  it('leaves out what a terminal would obey', () => {
    expect(completedLines('/s ', lines('/s a\u001b[2Jb'))).toEqual(['/s a[2Jb']);
  });

  it('is nothing for nothing', () => {
    expect(completedLines('x', [])).toEqual([]);
  });
});
