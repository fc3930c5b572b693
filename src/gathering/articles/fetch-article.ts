import { decodeMarkup } from '../../corpus/pages/decode-markup.ts';
import { readPage } from '../../corpus/pages/read-page.ts';
import { type ArticleDraft, refusal } from '../../corpus/seeds/draft.ts';
import { ExpectedError } from '../../errors.ts';
import type { Web } from '../web/web.ts';
import type { WebAnswer } from '../web/web-answer.ts';

/** Media types of pages. */
export const PAGE_TYPES = ['text/html', 'application/xhtml+xml'] as const;

/** Bytes of a page at most, decompressed; articles' pages have a tenth of it. */
const MAX_PAGE_BYTES = 5 * 1024 * 1024;

/**
 * Fetches a page and takes the article out of it.
 * @throws ExpectedError `seed-refused` where it holds none, and as `Web.get`.
 */
export async function fetchArticle(web: Web, address: string): Promise<ArticleDraft> {
  const answer = await web.get(address, {
    accept: 'text/html, application/xhtml+xml;q=0.9',
    types: PAGE_TYPES,
    maxBytes: MAX_PAGE_BYTES,
  });
  return articleOfAnswer(answer);
}

/** Takes the article out of a page that was fetched. @throws ExpectedError `seed-refused`. */
export function articleOfAnswer({ bytes, contentType, address }: WebAnswer): ArticleDraft {
  try {
    return readPage(decodeMarkup(bytes, contentType), address);
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    // Nesting without end, and whatever else a hostile page may do to a parser, is the page's fault.
    throw refusal(`the page cannot be read (${(error as Error).message.slice(0, 100)})`, error);
  }
}
