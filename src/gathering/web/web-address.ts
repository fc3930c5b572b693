// Pure.
import { isIP } from 'node:net';
import { ExpectedError } from '../../errors.ts';
import { isPublicAddress } from './addresses.ts';

/** A longer address is no article's. */
const MAX_CHARACTERS = 2_048;

/** Whether a host (as in a URL: lower case, IPv6 in brackets) was named by the owner as safe to fetch from. */
export type IsAllowedHost = (url: URL) => boolean;

/** Reads FETCH_ALLOW_HOSTS: hosts, each with or without a port, separated by commas. */
export function createAllowedHosts(hosts: readonly string[]): IsAllowedHost {
  const allowed = new Set(hosts.map((host) => host.toLowerCase()));
  return (url) => allowed.has(url.hostname) || allowed.has(`${url.hostname}:${url.port || defaultPort(url)}`);
}

/**
 * Checks an address before anything is asked of it: http or https, without credentials, no bare address of an
 * inner network. Names are checked when they have been resolved.
 * @param base for an address relative to it
 * @throws ExpectedError `fetch-refused`, saying why.
 */
export function checkWebAddress(text: string, isAllowed: IsAllowedHost, base?: URL): URL {
  const shown = text.length > 100 ? `${text.slice(0, 100)}…` : text;
  if (text.length > MAX_CHARACTERS) throw refused(shown, `is longer than ${MAX_CHARACTERS} characters`);
  if (!URL.canParse(text, base?.href)) throw refused(shown, 'is not an http or https address');
  const url = new URL(text, base?.href);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refused(shown, 'is not an http or https address');
  }
  if (url.username !== '' || url.password !== '') {
    // Not shown: it holds a password.
    throw refused(`https://…@${url.host}`, 'has a user name in it; leave that out');
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isPublicAddress(host) && !isAllowed(url)) throw innerAddress(url.hostname);
  return url;
}

/** The error of a host whose address is not on the public internet. */
export function innerAddress(host: string): ExpectedError {
  return new ExpectedError(
    'fetch-refused',
    `${host} is not on the public internet, so nothing is fetched from it; if it is yours, name it in FETCH_ALLOW_HOSTS.`,
    { facts: { host } },
  );
}

function refused(address: string, why: string): ExpectedError {
  return new ExpectedError('fetch-refused', `${address} ${why}.`, { facts: { address } });
}

function defaultPort(url: URL): string {
  return url.protocol === 'https:' ? '443' : '80';
}
