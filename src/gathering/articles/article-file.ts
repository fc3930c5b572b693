// Pure.
import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import type { Article } from '../../corpus/article.ts';
import { slugOf } from '../../corpus/seeds/slug.ts';

/** What is known of a gathered article besides what is indexed of it. */
export interface GatheredFacts {
  readonly author: string | null;
  readonly modifiedAt: string | null;
  /** Address of the feed that named it. */
  readonly feed: string | null;
  /** ISO 8601 moment at which it first came in. */
  readonly addedAt: string;
}

/**
 * A gathered article as a Markdown seed, which people can read and mend: facts in front matter, then its blocks.
 * The Markdown reader gives the very same article back.
 */
export function writeArticleFile(article: Article, facts: GatheredFacts): string {
  const { id, title, publisher, url, publishedAt } = article;
  const matter = {
    id,
    title,
    publisher,
    author: facts.author,
    url,
    publishedAt,
    modifiedAt: facts.modifiedAt,
    feed: facts.feed,
    addedAt: facts.addedAt,
  };
  const known = Object.fromEntries(Object.entries(matter).filter(([, value]) => value !== null));
  const starts = new Set(article.headings.map(({ start }) => start));
  let at = 0;
  const blocks = article.text.split('\n\n').map((text) => {
    const isHeading = starts.has(at);
    at += text.length + 2;
    return isHeading ? headingOf(text) : escapeLine(text);
  });
  // Dates stay text and nothing is folded, as the reader expects.
  const yaml = stringify(known, { schema: 'core', lineWidth: 0 });
  return `---\n${yaml}---\n\n${blocks.join('\n\n')}\n`;
}

/**
 * File name of a gathered article: its date, its title, and what tells it from others.
 * @param place its address, or what stands for one
 */
export function articleFileName(article: Article, addedAt: string, place: string): string {
  const slug = slugOf(article.title);
  const day = (article.publishedAt ?? addedAt).slice(0, 10);
  return `${day}${slug === '' ? '' : `-${slug}`}${fileEnding(place)}`;
}

/** The end of the name of an article's file, by which a later version of the article finds it. */
export function fileEnding(place: string): string {
  return `-${createHash('sha256').update(place).digest('hex').slice(0, 12)}.md`;
}

/** A closing mark keeps a `#` at the end of a subhead from being taken for one. */
function headingOf(text: string): string {
  const escaped = escapeLine(text);
  return `## ${escaped}${escaped.endsWith('#') ? ' #' : ''}`;
}

/** Escapes what the Markdown reader takes for markup, and no more: the file is to be read by people, too. */
function escapeLine(text: string): string {
  return text
    .replace(/[\\`*_~[\]<>]/g, '\\$&')
    .replace(/(?<=\\<)!/g, '\\!')
    .replace(/^[-+=#]/, '\\$&');
}
