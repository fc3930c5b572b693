import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Name, namesOf } from '../../src/answer/names.ts';
import { caseIn, createNameSearch, searchable } from '../../src/answer/names-in-text.ts';

const unseen = () => ({ upper: 0, lower: 0 });
const texts = (question: string, caseOf = unseen as Parameters<typeof namesOf>[1]) =>
  namesOf(question, caseOf).map(({ text }) => text);
const name = (text: string): Name => ({ text, words: text.split(' '), kind: 'name' });
const number = (text: string): Name => ({ text, words: [text], kind: 'number' });

describe('namesOf', () => {
  it('takes capitalised words that follow each other as one name, and numbers', () => {
    expect(texts('What did Ada Lovelace tell the RSF near Um Qamra in 2025 about 3,500 engines?')).toEqual([
      'Ada Lovelace',
      'RSF',
      'Um Qamra',
      '2025',
      '3,500',
    ]);
  });

  it('knows an acronym that is a common word in small letters', () => {
    expect(texts('what did the WHO say to the people who asked')).toEqual(['WHO']);
  });

  it('leaves out titles, months and the words that open a question', () => {
    expect(
      texts('Which President met the late Dr. Ames of the old party on Monday, May 4, to talk about it?'),
    ).toEqual(['Ames', '4']);
  });

  it('takes a lone word that opens a sentence as the articles write it', () => {
    const caseOf = (word: string) => ({
      upper: word === 'Lufthansa' ? 2 : 0,
      lower: word === 'Huge' ? 3 : 0,
    });
    expect(texts('Huge crowds met the pope. Lufthansa flew him where?', caseOf)).toEqual(['Lufthansa']);
  });

  it.each(['which bases is ruritania giving up', 'WHICH BASES IS RURITANIA GIVING UP'])(
    'reads “%s” as the articles write its words',
    (question) => {
      const caseOf = (word: string) =>
        word.toLowerCase() === 'ruritania' ? { upper: 5, lower: 0 } : { upper: 1, lower: 4 };
      expect(texts(question, caseOf).map((text) => text.toLowerCase())).toEqual(['ruritania']);
      expect(texts(question)).toEqual([]);
    },
  );
});

describe('createNameSearch', () => {
  const text = searchable(
    'The World Health Organization said on Friday that 2,500 Ukrainian and Sudanese doctors, seven from the ' +
      'U.S., met Joe Biden in the 1990s. Let us see. Austria paid 3.8 million.',
  );

  it.each(['Ukraine', 'Sudan', 'WHO', 'US', 'America', 'Biden', 'Bidens', 'Austrian', 'Joe Biden'])(
    'finds %s or a form of it',
    (word) => {
      expect(createNameSearch(name(word))(text)).toBe(0);
    },
  );

  it.each(['2500', '2,500', '7', '3.8', '1990'])('finds the number %s', (figure) => {
    expect(createNameSearch(number(figure))(text)).toBe(0);
  });

  it.each(['Australia', 'FDA', 'Chad', 'Uganda', 'EU'])('misses %s', (word) => {
    expect(createNameSearch(name(word))(text)).toBe(1);
  });

  it.each([
    ['Iraq', 'Iraqi'],
    ['Israeli', 'Israel'],
    ['Somalia', 'Somalis'],
    ['Pakistanis', 'Pakistan'],
  ])('finds the land of a people that ends in i: %s in %s', (asked, written) => {
    expect(createNameSearch(name(asked))(searchable(`Talks of ${written} officials`))).toBe(0);
  });

  it.each([
    ['Sudan', 'Sudani'],
    ['Sudani', 'Sudan'],
  ])('does not take a person for a land: %s is not %s', (asked, written) => {
    expect(createNameSearch(name(asked))(searchable(`Talks of ${written} and Joe Biden`))).toBe(1);
  });

  it.each(['25', '500', '8', '3', '2024'])('misses the number %s', (figure) => {
    expect(createNameSearch(number(figure))(text)).toBe(1);
  });

  it('counts the words of a name', () => {
    expect(createNameSearch(name('Jill Biden'))(text)).toBe(0.5);
  });

  it('finds every capitalised word of a text in it, whatever stands around', () => {
    const word = fc.stringMatching(/^[A-Z][a-zé]{1,9}$/);
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 5 }), fc.array(word, { maxLength: 5 }), (found, a, b) => {
        expect(createNameSearch(name(found))(searchable([...a, found, ...b].join(' ')))).toBe(0);
      }),
    );
  });
});

describe('caseIn', () => {
  it('counts capitals within sentences only', () => {
    const text = searchable('Turkey votes. In Turkey a turkey, and Turkey again; no turkeys.');
    expect(caseIn('turkey', [text])).toEqual({ upper: 2, lower: 1 });
  });
});
