import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedKind, holdsExpectedKind } from '../../src/answer/expected-kind.ts';
import { contentWords, foldedWords, heldStems, stemOf } from '../../src/answer/words.ts';

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

describe('an acronym that is a common word in small letters', () => {
  it('carries meaning in capitals, where capitals tell', () => {
    expect(contentWords('What did the WHO say, and who is it?')).toEqual(['who']);
    expect(contentWords('What did the W.H.O. say?')).toEqual(['who']);
    expect(contentWords('what is the IT budget')).toEqual(['it', 'budget']);
    expect(contentWords('WHO IS IT')).toEqual([]);
  });

  it('is held by a text in capitals only', () => {
    const stems = ['who', 'measl'];
    expect([...heldStems('Measles spread, the WHO said.', stems)].sort()).toEqual(['measl', 'who']);
    expect([...heldStems('Who has measles?', stems)]).toEqual(['measl']);
  });

  it('holds a number with and without separators', () => {
    expect([...heldStems('7,000 troops', ['7000', 'troop'])].sort()).toEqual(['7000', 'troop']);
    expect([...heldStems('7000 troops', contentWords('7,000 troops').map(stemOf))].sort()).toEqual([
      '7000',
      'troop',
    ]);
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
    ['Which US state is led by the man whose bid was blocked?', 'state'],
    ['Hundreds were held in which South Asian country after it was attacked, and when?', 'country'],
    ['A goal decided it. Which football team won?', 'name'],
    ['in what year did the first ferry sail', 'year'],
  ])('%s → %s', (question, kind) => {
    expect(expectedKind(question)).toBe(kind);
  });

  it('knows a place at the beginning of a sentence', () => {
    expect(holdsExpectedKind('place', 'In Erbil they stay.', 'where do they stay')).toBe(true);
    expect(holdsExpectedKind('place', 'They stay.', 'where do they stay')).toBe(false);
  });

  it('wants a name or a title that the question does not hold', () => {
    const question = 'Which company built the harbour of Lundvik?';
    expect(holdsExpectedKind('name', 'Marhaven Works built the harbour.', question)).toBe(true);
    expect(holdsExpectedKind('name', 'Then “Stone and Sons” came.', question)).toBe(true);
    expect(holdsExpectedKind('name', 'Nobody knows who built the harbour of Lundvik.', question)).toBe(false);
  });

  it('knows countries and states by their names', () => {
    expect(holdsExpectedKind('country', 'Germany and France send soldiers.', 'which countries help')).toBe(
      true,
    );
    expect(holdsExpectedKind('country', 'Chinese officials agreed.', 'which nation agreed')).toBe(true);
    expect(holdsExpectedKind('country', 'In Lundvik they agreed.', 'which nation agreed')).toBe(false);
    expect(holdsExpectedKind('state', 'It rained in New Mexico.', 'in which US state did it rain')).toBe(
      true,
    );
    expect(holdsExpectedKind('state', 'It rained in Mexico City.', 'in which US state did it rain')).toBe(
      false,
    );
  });

  it('takes no time or place from the line that says where a report was written', () => {
    const report = 'NANJING, December 17 (Xinhua) -- Scientists have seen the newly found comet.';
    expect(holdsExpectedKind('date', report, 'when was the comet found')).toBe(false);
    expect(holdsExpectedKind('date', `${report} It came on July 22.`, 'when was it found')).toBe(true);
    expect(holdsExpectedKind('year', 'It came on July 22.', 'in what year was it found')).toBe(false);
    expect(holdsExpectedKind('year', 'It came on July 22, 1995.', 'in what year was it found')).toBe(true);
  });

  it('does not count a number that the question itself names', () => {
    expect(holdsExpectedKind('number', 'In 2014 the war began.', 'how many fell in 2014')).toBe(false);
    expect(holdsExpectedKind('number', 'In 2014 some 900 fell.', 'how many fell in 2014')).toBe(true);
  });
});
