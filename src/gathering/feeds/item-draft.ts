// Pure.

import { splitBlocks } from '../../corpus/normalise.ts';
import { readPageBlocks } from '../../corpus/pages/page-blocks.ts';
import { type ArticleDraft, type Block, refusal } from '../../corpus/seeds/draft.ts';
import type { Source } from '../../corpus/seeds/sources-file.ts';
import type { Feed, FeedItem } from './feed.ts';

/** From so much text on, in several paragraphs or a long one, a feed is taken to give an article whole. */
const WHOLE_CHARACTERS = 600;
/** With less text than this nothing is told. */
const MIN_CHARACTERS = 80;
const MARKUP = /<(?:p|br|div|ul|ol|h[1-6]|blockquote|table|a|b|i|em|strong|img|span)[\s/>]/i;

/** The item's own text as blocks: the longer of what it gives. */
export function itemBlocks(item: FeedItem): readonly Block[] {
  const given = [item.content, item.summary].flatMap((text) => (text === null ? [] : [blocksOf(text)]));
  return given.toSorted((a, b) => charactersOf(b) - charactersOf(a))[0] ?? [];
}

/** Whether blocks look like a whole article and not like its beginning. */
export function areWhole(blocks: readonly Block[]): boolean {
  const last = blocks.at(-1)?.text ?? '';
  const isCut = /(?:…|\.\.\.|\[\+\d+ chars\]|(?:read|continue reading|mehr|more)\s*[»→>]?)\]?\s*$/i.test(
    last,
  );
  return charactersOf(blocks) >= WHOLE_CHARACTERS && !isCut;
}

/**
 * An article from what the feed itself says.
 * @throws ExpectedError `seed-refused` where that is too little.
 */
export function draftOfItem(item: FeedItem, feed: Feed, source: Source): ArticleDraft {
  const blocks = itemBlocks(item);
  if (charactersOf(blocks) < MIN_CHARACTERS) throw refusal('the feed gives too little of its text');
  return {
    title: item.title || (blocks[0]?.text.slice(0, 100) ?? ''),
    publisher: source.publisher ?? feed.title,
    author: item.author,
    url: item.url,
    publishedAt: item.publishedAt,
    modifiedAt: item.modifiedAt,
    blocks,
  };
}

/** An article from its page, completed by what the feed says where the page says nothing. */
export function completeDraft(page: ArticleDraft, item: FeedItem, feed: Feed, source: Source): ArticleDraft {
  return {
    ...page,
    publisher: source.publisher ?? page.publisher ?? feed.title,
    author: page.author ?? item.author,
    publishedAt: page.publishedAt ?? item.publishedAt,
    modifiedAt: page.modifiedAt ?? item.modifiedAt,
  };
}

function blocksOf(text: string): readonly Block[] {
  if (MARKUP.test(text)) return readPageBlocks(text);
  return splitBlocks(text).map((block) => ({ kind: 'paragraph', text: block }));
}

function charactersOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { kind, text }) => sum + (kind === 'paragraph' ? text.length : 0), 0);
}
