// Pure.
import { createHash } from 'node:crypto';
import type { Article } from '../corpus/article.ts';

/**
 * Counts changes of how a text is cut into sentences and passages and of what is kept of a pass. Raise it with
 * such a change: everything is then built anew, and nothing old is mistaken for current.
 */
const LAYOUT_VERSION = 1;

/** Names a version of an article: everything that could change its passages or how it is shown, and the model. */
export function versionHash(article: Article, modelId: string): string {
  const { id, title, publisher, url, publishedAt, text, headings } = article;
  const spans = headings.map(({ start, end }) => [start, end]);
  return sha256([LAYOUT_VERSION, modelId, id, title, publisher, url, publishedAt, text, spans]);
}

/** Names what a pass over a passage's text leaves behind. */
export function evidenceHash(passageText: string, modelId: string): string {
  return sha256([LAYOUT_VERSION, modelId, passageText]);
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
