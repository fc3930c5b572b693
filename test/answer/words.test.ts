import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedKind, holdsExpectedKind } from '../../src/answer/expected-kind.ts';
import { contentWords, foldedWords, stemOf } from '../../src/answer/words.ts';

describe('contentWords', () => {
  it('folds case and diacritics and leaves out words without meaning', () => {
    expect(contentWords('How many troops are in São Tomé?')).toEqual(['troops', 'sao', 'tome']);
  });

  it('takes a dotted abbreviation as one word', () => {
    expect(foldedWords('the U.S. Army')).toEqual(['the', 'us', 'army']);
  });

  it('takes the owner off a possessive', () => {
    expect(foldedWords('Somalia’s vote')).toEqual(['somalia', 'vote']);
  });

  it('are found in plain texts as in any other', () => {
    const plain = fc.string({ unit: fc.constantFrom(...'aZs9.,’“—£ $U\n-') });
    fc.assert(
      fc.property(plain, (text) => {
        // A letter that is not plain, apart from the others.
        expect(foldedWords(`${text} é`)).toEqual([...foldedWords(text), 'e']);
      }),
    );
  });

  it('is empty for a question of function words only', () => {
    expect(contentWords('who is it')).toEqual([]);
  });
});

describe('stemOf', () => {
  it('stems as the keyword index does and takes separators out of numbers', () => {
    expect(stemOf('elections')).toBe('elect');
    expect(stemOf('2,500')).toBe('2500');
  });
});

describe('expectedKind', () => {
  it.each([
    ['how many US troops are in Syria', 'number'],
    ['When does the mission end?', 'date'],
    ['Who ordered it?', 'person'],
    ['which city votes on Thursday', 'place'],
    ['What did the council say?', 'any'],
  ])('%s → %s', (question, kind) => {
    expect(expectedKind(question)).toBe(kind);
  });

  it('knows a place at the beginning of a sentence', () => {
    expect(holdsExpectedKind('place', 'In Erbil they stay.', 'where do they stay')).toBe(true);
    expect(holdsExpectedKind('place', 'They stay.', 'where do they stay')).toBe(false);
  });

  it('does not count a number that the question itself names', () => {
    expect(holdsExpectedKind('number', 'In 2014 the war began.', 'how many fell in 2014')).toBe(false);
    expect(holdsExpectedKind('number', 'In 2014 some 900 fell.', 'how many fell in 2014')).toBe(true);
  });
});
