// Pure.
import { URL_LIMIT } from '../limits.ts';

/** Characters that are no part of an address in Discord's masked links and yet left as they are by `URL`. */
const UNSAFE = /[()<>\\\s]/gu;

/** An http(s) address in ASCII as an embed or a masked link takes it; `null` for any other, or one too long. */
export function safeLink(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  const link = href.replace(UNSAFE, encodeURIComponentFully);
  return link.length <= URL_LIMIT ? link : null;
}

function encodeURIComponentFully(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
