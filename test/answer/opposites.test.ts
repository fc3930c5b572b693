import { describe, expect, it } from 'vitest';
import { createOppositeSearch, lacksNegation } from '../../src/answer/opposites.ts';

describe('createOppositeSearch', () => {
  it.each([
    ['Who won the last race?', 'Ames took the first race of the season.'],
    ['which party supported the bill', 'Two parties opposed the bill.'],
    ['When did prices fall?', 'Prices rose in June.'],
    ['who led the unelected council', 'Ames led the elected council.'],
    ['What is legal to sell?', 'It is illegal to sell fireworks.'],
    ['When did the talks begin?', 'The talks ended in June.'],
  ])('%s | %s', (question, text) => {
    expect(createOppositeSearch(question)(text)).toBe(true);
  });

  it.each([
    ['Who won the last race?', 'Ames won the first and the last race.'],
    ['When did the talks begin?', 'The talks began in June and ended in May.'],
    ['which side won', 'It rained inside.'],
    ['Who won?', 'Ames did.'],
  ])('not: %s | %s', (question, text) => {
    expect(createOppositeSearch(question)(text)).toBe(false);
  });
});

describe('lacksNegation', () => {
  it('is true where a question asks after what is not and the text denies nothing', () => {
    expect(lacksNegation('Who did not sign?', 'Ames and Bell signed.')).toBe(true);
    expect(lacksNegation('Who did not sign?', 'Bell refused and never signed.')).toBe(false);
    expect(lacksNegation('Who doesn’t want it?', 'Bell wants it.')).toBe(true);
    expect(lacksNegation('Who signed?', 'Bell did not.')).toBe(false);
  });
});
