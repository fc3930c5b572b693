import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeLink } from '../../../src/discord/render/safe-link.ts';
import { anyText } from './hostile-text.ts';

const RFC_3986 =
  /^https?:\/\/[^/?#\s]+(?:[\w\-.~!$&'*+,;=:@/?]|%[\dA-F]{2})*(?:#(?:[\w\-.~!$&'*+,;=:@/?]|%[\dA-F]{2})*)?$/iu;

describe('safeLink', () => {
  it.each([
    ['https://example.org/news/1?a=b#c', 'https://example.org/news/1?a=b#c'],
    ['http://example.org', 'http://example.org/'],
    ['https://example.org/a_(b) c', 'https://example.org/a_%28b%29%20c'],
    ['https://example.org/?q=<a>\\"', 'https://example.org/?q=%3Ca%3E%5C%22'],
    ['https://example.org/選挙', 'https://example.org/%E9%81%B8%E6%8C%99'],
    [
      'https://example.org/[a]|^`{}?[b]#c#[d]%',
      'https://example.org/%5Ba%5D%7C%5E%60%7B%7D?%5Bb%5D#c%23%5Bd%5D%25',
    ],
    ['https://example.org@example.net/', 'https://example.net/'],
    ['http://127.0.0.1:8080/a', 'http://127.0.0.1:8080/a'],
    [`https://example.org/${'a'.repeat(2028)}`, `https://example.org/${'a'.repeat(2028)}`],
  ])('takes %s', (url, link) => {
    expect(safeLink(url)).toBe(link);
    expect(new URL(link).href).toBe(link);
  });

  it('is an address by RFC 3986, and the same a second time', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), anyText, (url, text) => {
        const link = safeLink(`${url.slice(0, 200)}${text.slice(0, 100)}`);
        if (link === null) return;
        expect(link).toMatch(RFC_3986);
        expect(safeLink(link)).toBe(link);
      }),
    );
  });

  it.each([
    null,
    '',
    'example.org',
    '/news/1',
    'javascript:alert(1)',
    'http://localhost/a',
    'http://[::1]/a',
    'ftp://example.org/',
    'data:text/html,x',
    'discord://-/channels/1',
    `https://example.org/${'a'.repeat(2029)}`,
  ])('takes no %s', (url) => {
    expect(safeLink(url)).toBeNull();
  });
});
