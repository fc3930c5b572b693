// Pure.
import { URL_LIMIT } from '../limits.ts';

/**
 * What is no part of an address by RFC 3986, which Discord asks for, and yet left as it is by `URL`; and round
 * brackets, which would end the address of a masked link.
 */
const UNSAFE = /%(?![\dA-Fa-f]{2})|[^\w\-.~!$&'*+,;=:@/?%]/gu;

/**
 * An http(s) address in ASCII as an embed or a masked link takes it; `null` for any other, one too long, or one of
 * a host without a dot, which no reader could reach and for which Discord may refuse the whole message. A name and
 * password in it are left out: they only make one host look like another.
 */
export function safeLink(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, origin, hostname, pathname, search, hash } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  if (!hostname.includes('.')) return null;
  const fragment = hash === '' ? '' : `#${percentEncoded(hash.slice(1))}`;
  const link = origin + percentEncoded(pathname + search) + fragment;
  return link.length <= URL_LIMIT ? link : null;
}

function percentEncoded(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const code = character.charCodeAt(0).toString(16).toUpperCase();
    return `%${code.padStart(2, '0')}`;
  });
}
