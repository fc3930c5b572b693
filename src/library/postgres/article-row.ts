// Pure: articles as they stand in a row.
import type { Article } from '../../corpus/article.ts';
import type { ArticleKey, NewArticle } from '../library.ts';
import { columnsOf, entryOf } from '../sql/article-columns.ts';
import { type SentenceRow, toIntegers, toSentences } from '../sql/blobs.ts';
import { toFloats } from './values.ts';

/** What is stored of an article. */
export interface ArticleRow {
  readonly id: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly url: string | null;
  readonly published_at: string | null;
  readonly text: string;
  readonly text_sha256: string;
  readonly headings: readonly (readonly [number, number])[];
  readonly signature: Buffer;
}

/** An article version. */
export interface VersionRow extends ArticleRow {
  readonly key: number;
  readonly version_hash: string;
}

/** A stored version without its text: its checksum, taken anew by the server, stands for it. */
export interface VersionFacts extends Omit<ArticleRow, 'text'> {
  readonly key: number;
  readonly version_hash: string;
  readonly found_sha256: string;
}

/** A passage with its evidence. */
export interface EntryPassageRow {
  readonly articleKey: ArticleKey;
  readonly start: number;
  readonly end: number;
  readonly pieces: number;
  readonly hash: string;
  readonly vector: Buffer;
  readonly sentences: readonly SentenceRow[];
  readonly codes: Buffer;
}

/** The article of a row. */
export function toArticle(row: ArticleRow): Article {
  const { id, title, publisher, url, published_at: publishedAt, text } = row;
  const headings = row.headings.map(([start, end]) => ({ start, end }));
  return { id, title, publisher, url, publishedAt, text, headings };
}

/** A version as it was given to be stored. */
export function toEntry(row: VersionRow, passages: readonly EntryPassageRow[]): NewArticle {
  return entryOf(
    { article: toArticle(row), versionHash: row.version_hash, signature: toIntegers(row.signature) },
    passages.map(({ vector, codes, sentences, ...passage }) => ({
      ...passage,
      evidence: { vector: toFloats(vector), codes: new Uint8Array(codes), sentences: toSentences(sentences) },
    })),
  );
}

/** Whether a stored version is still what it was made of. */
export function isAsGiven(facts: VersionFacts, article: Article): boolean {
  const [id, title, publisher, url, publishedAt, , textSha256, headings] = columnsOf(article);
  return (
    facts.id === id &&
    facts.title === title &&
    facts.publisher === publisher &&
    facts.url === url &&
    facts.published_at === publishedAt &&
    facts.text_sha256 === textSha256 &&
    facts.found_sha256 === textSha256 &&
    JSON.stringify(facts.headings) === headings
  );
}
