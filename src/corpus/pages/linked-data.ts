// Pure.
import type { Page } from './page.ts';

/** What a page's JSON-LD says of its article; what it does not say is `null`. */
export interface LinkedData {
  readonly headline: string | null;
  readonly publisher: string | null;
  readonly author: string | null;
  readonly url: string | null;
  readonly datePublished: string | null;
  readonly dateModified: string | null;
  /** The page says that not everybody may read all of it. */
  readonly isLocked: boolean;
}

type Node = Readonly<Record<string, unknown>>;

/** Nodes within nodes are followed so deep. */
const MAX_DEPTH = 4;
const ARTICLE_TYPE = /(?:Article|Posting|Reportage|NewsItem)$/;

/** Reads a page's JSON-LD; broken JSON says nothing. */
export function readLinkedData(document: Page): LinkedData {
  const nodes: Node[] = [];
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    collectNodes(parseLoosely(script.textContent ?? ''), 0, nodes);
  }
  const article = nodes.find((node) => typesOf(node).some((type) => ARTICLE_TYPE.test(type)));
  if (article === undefined) return NOTHING;
  const publisher = nodes.find(
    (node) => node['@id'] !== undefined && node['@id'] === idOf(article.publisher),
  );
  return {
    headline: textOf(article.headline) ?? textOf(article.name),
    publisher: nameOf(article.publisher) ?? nameOf(publisher),
    author: namesOf(article.author, nodes),
    url: textOf(article.url) ?? textOf(idOf(article.mainEntityOfPage) ?? article.mainEntityOfPage),
    datePublished: textOf(article.datePublished),
    dateModified: textOf(article.dateModified),
    isLocked: /^false$/i.test(String(article.isAccessibleForFree)),
  };
}

const NOTHING: LinkedData = {
  headline: null,
  publisher: null,
  author: null,
  url: null,
  datePublished: null,
  dateModified: null,
  isLocked: false,
};

/** Editors' systems wrap JSON in comments and leave line breaks in its strings. */
function parseLoosely(json: string): unknown {
  const bare = json.replace(
    /^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)|(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*$/g,
    '',
  );
  for (const text of [bare, bare.replace(/\p{Cc}+/gu, ' ')]) {
    try {
      return JSON.parse(text);
    } catch {
      // The next form may be readable.
    }
  }
  return null;
}

function collectNodes(value: unknown, depth: number, nodes: Node[]): void {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    for (const one of value) collectNodes(one, depth + 1, nodes);
    return;
  }
  const node = value as Node;
  nodes.push(node);
  for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage']) collectNodes(node[key], depth + 1, nodes);
}

function typesOf(node: Node): readonly string[] {
  return [node['@type']].flat().filter((type) => typeof type === 'string');
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function idOf(value: unknown): unknown {
  const one = [value].flat()[0];
  return typeof one === 'object' && one !== null ? (one as Node)['@id'] : undefined;
}

function nameOf(value: unknown): string | null {
  const one = [value].flat()[0];
  return textOf(one) ?? (typeof one === 'object' && one !== null ? textOf((one as Node).name) : null);
}

function namesOf(value: unknown, nodes: readonly Node[]): string | null {
  const names = [value].flat().map((one) => {
    const linked = nodes.find((node) => node['@id'] !== undefined && node['@id'] === idOf(one));
    return nameOf(one) ?? nameOf(linked);
  });
  // An author's page is no name.
  const known = names.filter((name) => name !== null && !/^https?:/i.test(name));
  return known.length === 0 ? null : [...new Set(known)].join(', ');
}
