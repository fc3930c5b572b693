// Pure.
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { type Block, refusal, type SeedContent } from './draft.ts';

/**
 * Reads `.html`: a saved page, reduced to its article by Readability. Facts come from what the page says of
 * itself (JSON-LD, Open Graph, canonical link), never from guesses.
 * @throws ExpectedError `seed-refused` where no article can be found in it.
 */
export function readHtml(content: string): SeedContent {
  const { document } = parseHTML(content);
  const facts = readFacts(document);
  const article = new Readability(document as never, { keepClasses: false }).parse();
  if (!article?.content) throw refusal('no article can be found in the page');
  return {
    drafts: [
      {
        title: facts.title ?? article.title ?? '',
        publisher: facts.publisher ?? article.siteName ?? null,
        url: facts.url,
        publishedAt: facts.publishedAt,
        blocks: readBlocks(article.content),
      },
    ],
    refused: [],
  };
}

/** A parsed page; TypeScript knows no DOM here. */
type Page = ReturnType<typeof parseHTML>['document'];

interface PageFacts {
  readonly title: string | null;
  readonly publisher: string | null;
  readonly url: string | null;
  readonly publishedAt: string | null;
}

function readFacts(document: Page): PageFacts {
  const meta = (...names: string[]): string | null => {
    for (const name of names) {
      const value = document
        .querySelector(`meta[property="${name}"],meta[name="${name}"]`)
        ?.getAttribute('content');
      if (value?.trim()) return value;
    }
    return null;
  };
  const linked = readLinkedData(document);
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? null;
  const url = [canonical, meta('og:url'), linked.url].find(
    (address) => address && /^https?:\/\//.test(address),
  );
  return {
    title: linked.headline ?? meta('og:title'),
    publisher: linked.publisher ?? meta('og:site_name'),
    url: url ?? null,
    publishedAt:
      linked.datePublished ??
      meta('article:published_time', 'datePublished', 'date') ??
      document.querySelector('article time[datetime]')?.getAttribute('datetime') ??
      null,
  };
}

interface LinkedData {
  readonly headline: string | null;
  readonly publisher: string | null;
  readonly url: string | null;
  readonly datePublished: string | null;
}

/** What the page's JSON-LD says of its article; broken JSON says nothing. */
function readLinkedData(document: Page): LinkedData {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    for (const node of linkedNodes(script.textContent ?? '')) {
      if (!/Article|Posting/.test(String(node['@type']))) continue;
      const publisher = node.publisher as Record<string, unknown> | undefined;
      return {
        headline: textOf(node.headline),
        publisher: textOf(publisher?.name),
        url: textOf(node.url),
        datePublished: textOf(node.datePublished),
      };
    }
  }
  return { headline: null, publisher: null, url: null, datePublished: null };
}

function linkedNodes(json: string): readonly Record<string, unknown>[] {
  try {
    const value: unknown = JSON.parse(json);
    const graph = (value as { '@graph'?: unknown })?.['@graph'];
    return [value, graph]
      .flat()
      .filter((node): node is Record<string, unknown> => typeof node === 'object' && node !== null);
  } catch {
    return [];
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

const BLOCK_ELEMENTS = 'p, li, blockquote, h1, h2, h3, h4, h5, h6, pre, td';
/** Elements whose text is not the article's. */
const ASIDE_ELEMENTS = 'figcaption, figure, script, style, noscript, template, aside, nav, button, form, svg';

function readBlocks(html: string): readonly Block[] {
  const { document } = parseHTML(`<html><body>${html}</body></html>`);
  for (const element of document.querySelectorAll(ASIDE_ELEMENTS)) element.remove();
  for (const lineBreak of document.querySelectorAll('br'))
    lineBreak.replaceWith(document.createTextNode(' '));
  const blocks: Block[] = [];
  for (const element of document.querySelectorAll(BLOCK_ELEMENTS)) {
    // A list item or quotation that holds paragraphs is given by those.
    if (element.querySelector(BLOCK_ELEMENTS) !== null) continue;
    const kind = /^H\d$/.test(element.tagName.toUpperCase()) ? 'heading' : 'paragraph';
    blocks.push({ kind, text: element.textContent ?? '' });
  }
  return blocks.length > 0 ? blocks : [{ kind: 'paragraph', text: document.body?.textContent ?? '' }];
}
