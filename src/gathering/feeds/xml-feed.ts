// Pure.
import { XMLParser } from 'fast-xml-parser';
import { readPageDate } from '../../corpus/pages/page-date.ts';
import { refusal } from '../../corpus/seeds/draft.ts';
import type { Feed, FeedItem } from './feed.ts';
import { addressOf, plainText } from './feed-values.ts';

type Node = Readonly<Record<string, unknown>>;

/** Values stay text: a `guid` of 007 is no number. */
const OPTIONS = {
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  htmlEntities: true,
  ignoreDeclaration: true,
} as const;

/** Reads RSS 0.9x, 1.0, 2.0 and Atom. @throws ExpectedError `seed-refused` for other XML; Error for none. */
export function readXmlFeed(xml: string, address: string): Feed {
  const root = parse(xml, []);
  const rss = nodeOf(root.rss) ?? nodeOf(root['rdf:RDF']);
  if (rss) {
    const channel = nodeOf(rss.channel) ?? {};
    const items = [...listOf(channel.item), ...listOf(rss.item)];
    return { title: titleOf(channel), items: items.flatMap((item) => rssItem(item, address)) };
  }
  const name = root['atom:feed'] === undefined ? 'feed' : 'atom:feed';
  const feed = nodeOf(root[name]);
  if (!feed) throw refusal('it is not a feed');
  const entries = listOf(feed.entry ?? feed['atom:entry']);
  // Markup that is not escaped is wanted as it stands.
  const raw = /\stype=["']xhtml["']/.test(xml)
    ? listOf(nodeOf(parse(xml, [`${name}.entry.content`, `${name}.entry.summary`])[name])?.entry)
    : entries;
  return {
    title: titleOf(feed),
    items: entries.flatMap((entry, index) => atomItem(entry, raw[index] ?? entry, address)),
  };
}

function parse(xml: string, stopNodes: readonly string[]): Node {
  return nodeOf(new XMLParser({ ...OPTIONS, stopNodes: [...stopNodes] }).parse(xml)) ?? {};
}

function rssItem(item: Node, address: string): readonly FeedItem[] {
  const guid = textOf(item.guid);
  const isAddress =
    guid !== null && /^https?:/i.test(guid) && nodeOf(item.guid)?.['@isPermaLink'] !== 'false';
  const url = addressOf(textOf(item.link) ?? linkOf(item['atom:link']) ?? (isAddress ? guid : null), address);
  const title = plainText(textOf(item.title) ?? '');
  const id = guid ?? textOf(item['@rdf:about']) ?? url ?? title;
  if (id === '') return [];
  return [
    {
      id,
      title,
      url,
      content: textOf(item['content:encoded']),
      summary: textOf(item.description),
      author: nameOf(item['dc:creator']) ?? nameOf(item.author),
      publishedAt: readPageDate(textOf(item.pubDate) ?? textOf(item['dc:date'])),
      modifiedAt: readPageDate(textOf(item['atom:updated']) ?? textOf(item['dcterms:modified'])),
    },
  ];
}

function atomItem(entry: Node, raw: Node, address: string): readonly FeedItem[] {
  const url = addressOf(linkOf(entry.link), address);
  const title = plainText(textOf(entry.title) ?? '');
  const id = textOf(entry.id) ?? url ?? title;
  if (id === '') return [];
  const markupOf = (name: string) =>
    textOf(nodeOf(entry[name])?.['@type'] === 'xhtml' ? raw[name] : entry[name]);
  const modifiedAt = readPageDate(textOf(entry.updated) ?? textOf(entry.modified));
  return [
    {
      id,
      title,
      url,
      content: markupOf('content'),
      summary: markupOf('summary'),
      author:
        listOf(entry.author)
          .flatMap((author) => nameOf(author.name) ?? [])
          .join(', ') || null,
      // An entry that was never changed need not say more than when it was updated.
      publishedAt: readPageDate(textOf(entry.published) ?? textOf(entry.issued)) ?? modifiedAt,
      modifiedAt,
    },
  ];
}

function nodeOf(value: unknown): Node | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : null;
}

function listOf(value: unknown): readonly Node[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.flatMap((one): readonly Node[] => {
    const node = nodeOf(one);
    return node === null ? [] : [node];
  });
}

function textOf(value: unknown): string | null {
  const one = Array.isArray(value) ? value[0] : value;
  const text = typeof one === 'string' ? one : nodeOf(one)?.['#text'];
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
}

function titleOf(node: Node): string | null {
  const title = textOf(node.title);
  return title === null ? null : plainText(title) || null;
}

/** RSS gives authors as `mail (name)`. */
function nameOf(value: unknown): string | null {
  const text = textOf(value);
  if (text === null) return null;
  const name = /^\S+@\S+\s*\((.+)\)$/.exec(text)?.[1] ?? text;
  return /^\S+@\S+$/.test(name) ? null : plainText(name);
}

/** The page among an entry's links. */
function linkOf(value: unknown): string | null {
  const links = listOf(value);
  const page = links.find((link) => [undefined, 'alternate'].includes(link['@rel'] as string | undefined));
  const href = page?.['@href'] ?? (links.length === 0 ? textOf(value) : null);
  return typeof href === 'string' ? href : null;
}
