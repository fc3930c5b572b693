// Pure.
import { parseHTML } from 'linkedom';

/** Text of a title or name, which feeds give as text, as HTML, or as HTML escaped twice. */
export function plainText(value: string): string {
  const bare = value.replace(/\s+/gu, ' ').trim();
  if (!/<[a-z/!]|&(?:#\w+|[a-z]+\d*);/i.test(bare) || bare.length > 10_000) return bare;
  const { document } = parseHTML(`<html><body><p>${bare}</p></body></html>`);
  return (document.body?.textContent ?? bare).replace(/\s+/gu, ' ').trim();
}

/** An absolute http(s) address without credentials, or `null`. */
export function addressOf(value: string | null, base: string): string | null {
  const given = value?.trim() ?? '';
  if (given === '' || !URL.canParse(given, base)) return null;
  const url = new URL(given, base);
  const isOfWeb = url.protocol === 'https:' || url.protocol === 'http:';
  return isOfWeb && url.username === '' && url.password === '' ? url.href : null;
}
