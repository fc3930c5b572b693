// Pure.
import { splitBlocks } from '../normalise.ts';
import type { ArticleDraft, Block, SeedContent } from './draft.ts';

/** A title is at most so long; a longer first paragraph is text. */
const MAX_TITLE_CHARACTERS = 200;
/** A subhead is at most so long, and ends like no sentence. */
const MAX_SUBHEAD_CHARACTERS = 80;
const SENTENCE_END = /[.!?…:;,][”"’')\]]*$/u;
/** The line that a news site's page leaves between its head and its body when it is copied ("text to speech"). */
const MARKER = 'TT';
/** Blocks in which a title and its captions come again. */
const HEAD_BLOCKS = 12;
/** Captions between a title and the marker. */
const MAX_HEAD_CAPTIONS = 2;

/** Where an article's title stands among the blocks. */
interface Head {
  readonly title: number;
  /** First block of its text. */
  readonly body: number;
}

/**
 * Reads plain text: one article whose first block is its title, or several pasted one after the other as copied
 * from a news site: title, caption (often twice), `TT`, title again, caption again, text. What marks an
 * article's beginning is a short block that comes again within its head.
 */
export function readRawText(content: string, file: string): SeedContent {
  const blocks = splitMarkers(content);
  const heads = findHeads(blocks);
  if (heads.length === 0) return { drafts: [readSingle(blocks, file)], refused: [] };
  const drafts = heads.map((head, index): ArticleDraft => {
    const end = heads[index + 1]?.title ?? blocks.length;
    const body = blocks.slice(head.body, end).filter((block) => block !== MARKER);
    return draftOf(blocks[head.title] as string, body);
  });
  return { drafts, refused: [] };
}

/** Blocks, with each marker line and each line of a repeated caption a block of its own. */
function splitMarkers(content: string): readonly string[] {
  const separated = content
    .replace(/\r\n?/gu, '\n')
    .replace(/^[ \t]*TT[ \t]*$/gmu, '\n\nTT\n\n')
    // A line that is repeated at once is a caption and its copy, not a wrapped paragraph.
    .replace(/^(.{3,})\n[ \t]*\1[ \t]*$/gmu, '$1\n\n$1');
  return splitBlocks(separated);
}

/** The heads of all articles; none where the text does not begin with one. */
function findHeads(blocks: readonly string[]): readonly Head[] {
  // All articles of a paste come from pages of one kind: with the marker in each head, or in none.
  const marked = blocks.includes(MARKER);
  const heads: Head[] = [];
  let at = 0;
  while (at < blocks.length) {
    const body = bodyAfter(blocks, at, marked);
    if (body !== null) heads.push({ title: at, body });
    // A line that comes again within a text, as an advertisement's, begins nothing.
    if (body === null && heads.length === 0) return [];
    at = body ?? at + 1;
  }
  return heads;
}

/** Where the text begins if a head begins at `at`, else `null`. */
function bodyAfter(blocks: readonly string[], at: number, marked: boolean): number | null {
  const title = blocks[at] as string;
  if (title === MARKER || title.length > MAX_TITLE_CHARACTERS) return null;
  const head = blocks.slice(at, at + HEAD_BLOCKS);
  const again = head.lastIndexOf(title);
  const marker = head.indexOf(MARKER);
  if (marked ? marker === -1 : again === 0) return null;
  // Without its title again, only captions may stand between it and the marker.
  if (marked && again < marker && (marker > MAX_HEAD_CAPTIONS + 1 || SENTENCE_END.test(title))) return null;
  // A block that comes again at once is a caption and its copy.
  if (!marked && again === 1 && /[.)]$/u.test(title)) return null;

  const last = Math.max(again, marker);
  const seen = new Set(head.slice(0, last));
  let body = last + 1;
  // The captions come again behind the title.
  while (body < head.length && (seen.has(head[body] as string) || head[body] === head[body + 1])) body++;
  return at + body;
}

function readSingle(blocks: readonly string[], file: string): ArticleDraft {
  const [first = '', ...rest] = blocks;
  const isTitle = rest.length > 0 && first.length <= MAX_TITLE_CHARACTERS && !/[.;,][”"’')]*$/u.test(first);
  return isTitle ? draftOf(first, rest) : draftOf(nameOf(file), blocks);
}

function draftOf(title: string, body: readonly string[]): ArticleDraft {
  return { title, publisher: null, url: null, publishedAt: null, blocks: markSubheads(body) };
}

/** A short block that ends like no sentence, before a longer one, is a subhead. */
function markSubheads(body: readonly string[]): readonly Block[] {
  return body.map((text, index): Block => {
    const next = body[index + 1];
    const isSubhead =
      next !== undefined &&
      next.length > text.length &&
      text.length <= MAX_SUBHEAD_CHARACTERS &&
      !SENTENCE_END.test(text) &&
      !/^(?:[-*•‣▪●–]|\d{1,3}[.)])\s/u.test(text);
    return { kind: isSubhead ? 'heading' : 'paragraph', text };
  });
}

function nameOf(file: string): string {
  return (file.split('/').at(-1) ?? file).replace(/\.[^.]+$/u, '').replace(/[_-]+/gu, ' ');
}
