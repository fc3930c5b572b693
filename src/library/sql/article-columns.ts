// Pure: an article as both databases keep it.
import { createHash } from 'node:crypto';
import type { Article } from '../../corpus/article.ts';
import type { Evidence, NewArticle } from '../library.ts';

/** A passage of a stored version, with its evidence read. */
export interface EntryPassage {
  readonly start: number;
  readonly end: number;
  readonly pieces: number;
  readonly hash: string;
  readonly evidence: Evidence;
}

/** What is stored of an article, in the order of the columns. */
export function columnsOf({ id, title, publisher, url, publishedAt, text, headings }: Article) {
  const spans = JSON.stringify(headings.map(({ start, end }) => [start, end]));
  return [id, title, publisher, url, publishedAt, text, sha256(text), spans] as const;
}

/** Whether the text of a row agrees with its checksum. */
export function isIntact({ text, text_sha256 }: { readonly text: string; readonly text_sha256: string }) {
  return sha256(text) === text_sha256;
}

/** A version as it was given to be stored. */
export function entryOf(
  version: Pick<NewArticle, 'article' | 'versionHash' | 'signature'>,
  passages: readonly EntryPassage[],
): NewArticle {
  return {
    ...version,
    passages: passages.map(({ start, end, pieces, hash }) => ({
      span: { start, end },
      evidenceHash: hash,
      pieces,
    })),
    evidence: new Map(passages.map(({ hash, evidence }) => [hash, evidence])),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
