// Pure.
import { refusal } from '../../corpus/seeds/draft.ts';
import { ExpectedError } from '../../errors.ts';
import type { Feed } from './feed.ts';
import { readJsonFeed } from './json-feed.ts';
import { readXmlFeed } from './xml-feed.ts';

/** Items that are read of one feed; those beyond are older ones. */
const MAX_ITEMS = 1_000;

/** Whether a document looks like a feed and not like a page. */
export function looksLikeFeed(text: string): boolean {
  const start = text.slice(0, 2_000);
  return (
    /^[\s\ufeff]*\{[\s\S]*"version"\s*:\s*"https?:\/\/(?:www\.)?jsonfeed\.org/i.test(start) ||
    /^[\s\ufeff]*(?:<\?[\s\S]*?\?>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:rss|rdf:RDF|feed|atom:feed)[\s>]/i.test(
      start,
    )
  );
}

/**
 * Reads RSS 0.9x, 1.0 and 2.0, Atom, and JSON Feed 1.x.
 * @param address where it was found; relative addresses in it are relative to this
 * @throws ExpectedError `seed-refused` for what is no feed.
 */
export function parseFeed(text: string, address: string): Feed {
  try {
    const feed = /^[\s\ufeff]*\{/.test(text) ? readJsonFeed(text, address) : readXmlFeed(text, address);
    // One entry may stand twice in a careless feed.
    const byId = new Map(feed.items.map((item) => [item.id, item]));
    return { title: feed.title, items: [...byId.values()].slice(0, MAX_ITEMS) };
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    throw refusal(`it is not a feed that can be read (${(error as Error).message.slice(0, 100)})`, error);
  }
}
