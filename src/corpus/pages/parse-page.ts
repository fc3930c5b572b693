// Pure.
import { parseHTML } from 'linkedom';
import { refusal } from '../seeds/draft.ts';
import type { Page } from './page.ts';

// More, and deeper, than any article's page has; beyond these, parsing it and finding the article in it take
// minutes instead of milliseconds.
const MAX_TAGS = 100_000;
const MAX_REFERENCES = 100_000;
const MAX_NODES = 40_000;
const MAX_DEPTH = 250;
/** Tags that are open at once: some never close, or close too late. */
const MAX_OPEN_TAGS = 1_000;

/** Elements without an end, or whose end may be left out. */
const UNCLOSED =
  /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|dd|dt|td|th|tr|tbody|thead|tfoot|option|optgroup|colgroup|rp|rt|path|circle|rect)$/i;
/** What stands in a page's head; the first of anything else begins its body. */
const IN_HEAD = /^(?:META|TITLE|LINK|BASE|STYLE|SCRIPT|NOSCRIPT)$/;

/** A node of the parsed page. */
interface PageNode {
  readonly tagName?: string;
  readonly nodeType: number;
  readonly childNodes: Iterable<PageNode>;
  toString(): string;
}

const ELEMENT = 1;
const TEXT = 3;

/**
 * Parses a page, with a head and a body also where it leaves their tags out.
 * @throws ExpectedError `seed-refused` for markup that is too large or too deep to be an article's page.
 */
export function parsePage(html: string): Page {
  checkMarkup(html);
  const { document } = parseHTML(html);
  checkTree(document as unknown as PageNode);
  const root = document.documentElement as unknown as PageNode | null | undefined;
  const isWhole =
    nameOf(root) === 'HTML' && [...(root?.childNodes ?? [])].some((node) => nameOf(node) === 'BODY');
  return isWhole ? document : parseHTML(completed(document as unknown as PageNode)).document;
}

function checkMarkup(html: string): void {
  let tags = 0;
  let open = 0;
  for (const [, slash, name] of html.matchAll(/<(\/?)([a-z][^\s/>]*)?/gi)) {
    if (++tags > MAX_TAGS) throw refusal(`the page has more than ${MAX_TAGS} tags`);
    if (name === undefined || UNCLOSED.test(name)) continue;
    open = Math.max(0, open + (slash === '' ? 1 : -1));
    if (open > MAX_OPEN_TAGS) throw refusal(`the page nests its elements more than ${MAX_DEPTH} deep`);
  }
  let references = 0;
  for (let at = html.indexOf('&'); at !== -1; at = html.indexOf('&', at + 1)) {
    if (++references > MAX_REFERENCES)
      throw refusal(`the page has more than ${MAX_REFERENCES} character references`);
  }
}

function checkTree(document: PageNode): void {
  const open: [PageNode, number][] = [[document, 0]];
  let nodes = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, depth] = next;
    if (depth > MAX_DEPTH) throw refusal(`the page nests its elements more than ${MAX_DEPTH} deep`);
    for (const child of node.childNodes) {
      if (++nodes > MAX_NODES) throw refusal(`the page has more than ${MAX_NODES} elements and texts`);
      open.push([child, depth + 1]);
    }
  }
}

/** The page with the tags that HTML allows to be left out. */
function completed(document: PageNode): string {
  const parts = [...document.childNodes]
    .flatMap((node) => inner(node, 'HTML'))
    .flatMap((node) => inner(node, 'HEAD'))
    .flatMap((node) => inner(node, 'BODY'))
    .filter(({ nodeType }) => nodeType === ELEMENT || nodeType === TEXT);
  const start = parts.findIndex(
    (node) => !IN_HEAD.test(nameOf(node)) && (node.nodeType === ELEMENT || node.toString().trim() !== ''),
  );
  const end = start === -1 ? parts.length : start;
  const write = (nodes: readonly PageNode[]) => nodes.map(String).join('');
  return `<html><head>${write(parts.slice(0, end))}</head><body>${write(parts.slice(end))}</body></html>`;
}

function inner(node: PageNode, name: string): readonly PageNode[] {
  return nameOf(node) === name ? [...node.childNodes] : [node];
}

function nameOf(node: PageNode | null | undefined): string {
  return node?.tagName?.toUpperCase() ?? '';
}
