// Pure.
import type { Block } from '../seeds/draft.ts';
import { parsePage } from './parse-page.ts';

/** Elements whose text is not the article's. */
const ASIDES =
  'figcaption, figure, script, style, noscript, template, aside, nav, button, form, svg, iframe, amp-ad, sup.reference';
const INLINE =
  /^(?:A|ABBR|ACRONYM|B|BDI|BDO|BIG|CITE|CODE|DATA|DEL|DFN|EM|FONT|I|INS|KBD|MARK|OUTPUT|Q|RP|RT|RUBY|S|SAMP|SMALL|SPAN|STRIKE|STRONG|SUB|SUP|TIME|TT|U|VAR|WBR|LABEL|IMG)$/;
/** A cell that holds one of these lays a page out; the others are data. */
const LAYOUT = 'p, li, div, h1, h2, h3, h4, h5, h6, blockquote, table';
/** What news sites put between paragraphs; never a part of the news. */
const FURNITURE =
  /^(?:advertisement|advertising|sponsored(?: content)?|(?:story|article) continues (?:below|after)(?: this)?(?: advertisement| the ad)?|share(?: this(?: article| story)?)?|read more|related(?: articles| stories| topics)?|most read|listen to this article|save|print|comments?|follow us(?: on .{1,40})?|getty images|image source,?.{0,60})[.:]?$/i;
const TEASER =
  /^(?:read (?:more|also|next)|related|see also|also read|more on|watch|recommended|don['’]t miss)\s*[:|–—-]/i;

/** A node of the parsed page. */
interface DomNode {
  readonly nodeType: number;
  readonly tagName: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<DomNode>;
  querySelector(selector: string): unknown;
}

const ELEMENT = 1;
const TEXT = 3;

/**
 * Reads the blocks of an article's HTML: paragraphs, list items, quotations, and a block for each row of a table
 * with its cells side by side. Subheads, captions of tables, and times that stand alone as in live blogs, are headings.
 */
export function readPageBlocks(html: string): readonly Block[] {
  const document = parsePage(`<html><head></head><body>${html}</body></html>`);
  for (const element of document.querySelectorAll(ASIDES)) element.remove();
  const reader = createBlockReader();
  if (document.body) reader.walk(document.body as never);
  return reader.close().filter(({ text }) => !FURNITURE.test(text) && !TEASER.test(text));
}

function createBlockReader() {
  const blocks: Block[] = [];
  let open = '';
  /** Text of the open block outside of `<time>`. */
  let untimed = '';
  let isHeading = false;

  function flush(): void {
    const text = open.replace(/\s+/gu, ' ').trim();
    const isTime = text !== '' && untimed.trim() === '';
    if (text !== '') blocks.push({ kind: isHeading || isTime ? 'heading' : 'paragraph', text });
    open = '';
    untimed = '';
  }

  function block(node: DomNode, heading: boolean): void {
    flush();
    const outer = isHeading;
    isHeading = heading || outer;
    for (const child of node.childNodes) walk(child);
    flush();
    isHeading = outer;
  }

  function row(node: DomNode): void {
    flush();
    const outer = isHeading;
    const cells = [...node.childNodes]
      .filter((cell) => /^T[DH]$/.test(nameOf(cell)))
      .map((cell) => (cell.textContent ?? '').replace(/\s+/gu, ' ').trim())
      .filter((cell) => cell !== '');
    open = cells.join(' | ');
    untimed = open;
    // The names of the columns.
    isHeading = [...node.childNodes].every((cell) => nameOf(cell) !== 'TD');
    flush();
    isHeading = outer;
  }

  function walk(node: DomNode, inTime = false): void {
    if (node.nodeType === TEXT) {
      open += node.textContent ?? '';
      if (!inTime) untimed += node.textContent ?? '';
      return;
    }
    if (node.nodeType !== ELEMENT) return;
    const name = nameOf(node);
    if (name === 'BR') open += ' ';
    else if (name === 'TR' && node.querySelector(LAYOUT) === null) row(node);
    else if (INLINE.test(name)) for (const child of node.childNodes) walk(child, inTime || name === 'TIME');
    else block(node, /^(?:H[1-6]|CAPTION)$/.test(name));
  }

  return {
    walk,
    close(): readonly Block[] {
      flush();
      return blocks;
    },
  };
}

function nameOf(node: DomNode): string {
  return (node.tagName ?? '').toUpperCase();
}
