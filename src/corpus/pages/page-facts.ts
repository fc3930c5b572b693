// Pure.
import { parseHTML } from 'linkedom';
import { readLinkedData } from './linked-data.ts';
import type { Page } from './page.ts';
import { readPageDate } from './page-date.ts';
import { isSameSite } from './same-site.ts';

/** What a page says of itself; what it does not say is `null`, never guessed. */
export interface PageFacts {
  readonly title: string | null;
  readonly publisher: string | null;
  readonly author: string | null;
  /** Its canonical address. */
  readonly url: string | null;
  readonly publishedAt: string | null;
  readonly modifiedAt: string | null;
  /** The page says that not everybody may read all of it. */
  readonly isLocked: boolean;
}

/**
 * Reads JSON-LD, Open Graph, other meta tags and links, in this order.
 * @param address where the page was found; a canonical address on another site is not believed, since any page
 * could then take another article's place. `null` for a file.
 */
export function readPageFacts(document: Page, address: string | null): PageFacts {
  const linked = readLinkedData(document);
  const metas = readMetas(document);
  const meta = (...names: string[]) =>
    names.map((name) => metas.get(name.toLowerCase())).find((content) => content !== undefined) ?? null;
  const publisher = linked.publisher ?? meta('og:site_name', 'application-name', 'citation_publisher');
  const author = linked.author ?? meta('author', 'article:author', 'dc.creator', 'parsely-author');
  const title = plain(linked.headline) ?? plain(meta('og:title', 'twitter:title'));
  return {
    title: title === null ? null : withoutSiteName(title, publisher),
    publisher: plain(publisher),
    author: author === null || /^https?:|^@/i.test(author) ? null : plain(author),
    url: canonicalUrl(document, [meta('og:url'), linked.url], address),
    publishedAt: firstDate([
      linked.datePublished,
      meta('article:published_time', 'og:published_time', 'datePublished', 'parsely-pub-date'),
      meta('date', 'pubdate', 'dc.date', 'dc.date.issued', 'dcterms.created', 'publish-date'),
      timeOf(document, '[itemprop~="datePublished"]'),
      timeOf(document, 'article time[pubdate]'),
      timeOf(document, 'article header time[datetime]'),
      timeOf(document, 'article time[datetime]'),
    ]),
    modifiedAt: firstDate([
      linked.dateModified,
      meta('article:modified_time', 'og:updated_time', 'dateModified', 'last-modified', 'dcterms.modified'),
      timeOf(document, '[itemprop~="dateModified"]'),
    ]),
    isLocked: linked.isLocked || /^(?:locked|metered)$/i.test(meta('article:content_tier') ?? ''),
  };
}

/** The first content that is given under each name, in lower case. */
function readMetas(document: Page): ReadonlyMap<string, string> {
  const metas = new Map<string, string>();
  for (const element of document.querySelectorAll('meta[content]')) {
    const content = element.getAttribute('content') ?? '';
    for (const key of ['property', 'name', 'itemprop']) {
      const name = element.getAttribute(key)?.trim().toLowerCase();
      if (name && content.trim() !== '' && !metas.has(name)) metas.set(name, content);
    }
  }
  return metas;
}

function timeOf(document: Page, selector: string): string | null {
  const element = document.querySelector(selector);
  return element?.getAttribute('datetime') ?? element?.getAttribute('content') ?? null;
}

function firstDate(candidates: readonly (string | null)[]): string | null {
  for (const candidate of candidates) {
    const date = readPageDate(candidate);
    if (date !== null) return date;
  }
  return null;
}

function canonicalUrl(
  document: Page,
  others: readonly (string | null)[],
  address: string | null,
): string | null {
  const canonical = document.querySelector('link[rel~="canonical" i]')?.getAttribute('href') ?? null;
  for (const candidate of [canonical, ...others]) {
    const url = absoluteUrl(candidate, address);
    if (url !== null && (address === null || isSameSite(url, new URL(address)))) return url.href;
  }
  return address;
}

function absoluteUrl(text: string | null, base: string | null): URL | null {
  const given = text?.trim() ?? '';
  const url =
    given !== '' && URL.canParse(given, base ?? undefined) ? new URL(given, base ?? undefined) : null;
  // A site's front page is nobody's article: careless templates name it on every page.
  const isArticle = url !== null && /^https?:$/.test(url.protocol) && `${url.pathname}${url.search}` !== '/';
  return isArticle && url.username === '' && url.password === '' ? withoutHash(url) : null;
}

function withoutHash(url: URL): URL {
  const bare = new URL(url);
  bare.hash = '';
  return bare;
}

function withoutSiteName(title: string, site: string | null): string {
  const name = site?.trim().toLowerCase() ?? '';
  const match = /^(.+?)\s+[|–—-]\s+([^|]+)$/u.exec(title);
  return match && name !== '' && match[2]?.trim().toLowerCase() === name ? (match[1] as string) : title;
}

/** Text as it is read: editors' systems put HTML's character references into JSON and attributes. */
function plain(text: string | null): string | null {
  if (text === null || !/&(?:#\w+|[a-z]+\d*);/i.test(text) || /[<>]/.test(text)) return text;
  return (
    parseHTML(`<html><body><p>${text}</p></body></html>`).document.querySelector('p')?.textContent ?? text
  );
}
