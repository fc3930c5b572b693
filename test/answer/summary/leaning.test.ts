import { describe, expect, it } from 'vitest';
import { leansOnBefore, maySayWho, returnsToNoun } from '../../../src/answer/summary/leaning.ts';

describe('leansOnBefore', () => {
  it.each([
    'But he did not resign.',
    'The move surprised the council.',
    'It also owns two ferries.',
    'They were taken to Marhaven.',
    '“They were cold,” said the ferry’s captain.',
    "That's why the harbour was closed.",
    'This has cost 48 million crowns.',
    'These repairs took a year.',
    'His deputy will take over.',
    'However, the bridge held.',
    'One was badly hurt.',
    'Some of them swam ashore.',
    'Two others were rescued.',
    'In that time the crew slept.',
    'After this, the port was closed.',
    'On the same day the library closed.',
    'Last week, however, the port was closed.',
    "The company's ferries stayed in port.",
  ])('is true of what only the sentence before explains: %s', (sentence) => {
    expect(leansOnBefore(sentence)).toBe(true);
    expect(leansOnBefore(sentence.toLowerCase())).toBe(true);
  });

  it.each([
    'Lundvik opened its new harbour on Monday.',
    'The port of Lundvik has four berths.',
    'This week the first ferry left.',
    'Some 900 passengers were aboard.',
    'One passenger in three came from Marhaven.',
    'Those who missed it took the bus.',
    'Most growers lost half of their crop.',
    'In 2014 the library had 30 telescopes.',
    'After the storm, the port was closed.',
    'Italy, its neighbour, sent two ships.',
  ])('is false of what stands alone: %s', (sentence) => {
    expect(leansOnBefore(sentence)).toBe(false);
  });
});

describe('maySayWho', () => {
  it.each([
    ['The vote was held.', false],
    ['The vote was won by Ingrid Solberg.', true],
    ['Ingrid Solberg cut the ribbon.', true],
    ['The mayor cut the ribbon.', true],
    ['the vote was held .', true],
  ])('%s → %s', (sentence, expected) => {
    expect(maySayWho(sentence)).toBe(expected);
  });
});

describe('returnsToNoun', () => {
  const before = 'A letter came from the governor of Lundvik. A row of ferries waited.';
  it.each([
    ['The letter praised the crew.', true],
    ['The letter’s words were harsh.', true],
    ['The rows were long.', true],
    ['The governor, Ingrid Solberg, praised the crew.', false],
    ['The bridge was closed.', false],
    ['Ferries waited.', false],
  ])('%s → %s', (sentence, expected) => {
    expect(returnsToNoun(sentence, before)).toBe(expected);
  });
});
