import { describe, expect, it } from 'vitest';
import { isPrompt, whyNoArticle } from '../../../src/corpus/pages/no-article.ts';

describe('isPrompt', () => {
  it.each([
    ['Subscribe to continue reading'],
    ['Subscribe for unlimited access.'],
    ['Already a subscriber? Log in'],
    ['You have 2 free articles left this month.'],
    ['You’ve read your last free article.'],
    ['To continue reading, create an account.'],
    ['This article is for subscribers only'],
  ])('knows %j', (text) => expect(isPrompt(text)).toBe(true));

  it.each([
    ['Children need help to keep reading, the minister said.'],
    ['The paper lost 4,000 readers who were already subscribers.'],
    ['He asked members to subscribe to the fund.'],
    ['Sign language will be taught in Kell.'],
    ['You have written three articles, the editor told him.'],
  ])('leaves %j in the news', (text) => expect(isPrompt(text)).toBe(false));
});

describe('whyNoArticle', () => {
  const facts = { isLocked: false, linked: 0 };
  const told = (text: string) => [{ kind: 'paragraph', text } as const];

  it.each([
    [
      'Police were called after unusual activity at the harbour of Lundvik on Sunday night, and found a seal in the ticket office, asleep.',
    ],
    [
      'The last tram of the old kind is no longer available to visitors, the museum of Onna said, since its floor has to be replaced this year.',
    ],
    [
      'Farmers were denied access to the valley road for a third day on Monday while crews cleared rocks that had fallen near the old mill.',
    ],
  ])('takes a short report for one: %j', (text) => {
    expect(whyNoArticle(told(text), 'A report', facts)).toBeNull();
  });
});
