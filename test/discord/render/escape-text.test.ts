import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeLine, escapeText } from '../../../src/discord/render/escape-text.ts';
import { constructs, parseDiscord, seenText } from './discord-markdown.ts';
import { expectedText, withoutGuards } from './expected-text.ts';
import { anyText, hostileText } from './hostile-text.ts';
import { parseOther } from './other-parser.ts';

const CASES = 100_000;

describe('escapeText', () => {
  it('is shown as the text that it is, and as nothing else', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const problem = problemOf(text);
        if (problem !== null) expect.fail(problem);
      }),
      { numRuns: CASES },
    );
  });

  it('is shown so where it is very long or holds anything at all', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(problemOf(text)).toBeNull();
      }),
    );
  });

  it('is shown so by another parser of Discord markdown, too', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const nodes = parseOther(escapeText(text));
        expect(constructs(nodes)).toEqual([]);
        // Its library makes a tab four spaces before it looks at anything.
        const expected = expectedText(text).replace(/\t/gu, '    ');
        expect(withoutGuards(seenText(nodes), expected)).toBe(expected);
      }),
      { numRuns: CASES / 20 },
    );
  });

  it.each([
    ['plain words, 10.5 of them; “quoted” (so).', 'plain words, 10.5 of them; “quoted” (so).'],
    ['- item', '\\- item'],
    ['a - b', 'a \\- b'],
    ['well-known', 'well-known'],
    ['1. item in 2020. Then', '1\\. item in 2020. Then'],
    ['at 10:30 he said: so', 'at 10:30 he said: so'],
    [':smile:', '\\:smile\\:'],
    ['and/or discord.gg/abc', 'and/or discord.gg\\/abc'],
    ['@everyone', '\\@everyone'],
    ['https://example.org', 'https\\://example.org'],
    ['a\ud800b', 'a\ufffdb'],
    ['a\u0000b', 'a\ufffdb'],
  ])('writes %j as %j', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  });
});

describe('escapeLine', () => {
  it('is one line that is shown as the text that it is, and as nothing else', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const nodes = parseDiscord(`a ${escapeLine(text)} b`);
        expect(constructs(nodes)).toEqual([]);
        const seen = seenText(nodes);
        const expected = expectedText(text).replace(/\n/gu, ' ');
        expect(seen.slice(0, 2) + seen.slice(-2)).toBe('a  b');
        expect(withoutGuards(seen.slice(2, -2), expected)).toBe(expected);
      }),
    );
  });
});

/** What is wrong with how a text would be shown, or `null`. */
function problemOf(text: string): string | null {
  const nodes = parseDiscord(escapeText(text));
  const found = constructs(nodes);
  if (found.length > 0) return `${JSON.stringify(text)} would be shown with: ${found.join(', ')}`;
  const expected = expectedText(text);
  return withoutGuards(seenText(nodes), expected) === expected
    ? null
    : `${JSON.stringify(text)} would be shown as ${JSON.stringify(seenText(nodes))}`;
}
