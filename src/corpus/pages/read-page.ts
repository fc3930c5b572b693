// Pure.
import { Readability } from '@mozilla/readability';
import { type ArticleDraft, refusal } from '../seeds/draft.ts';
import { isPrompt, whyNoArticle } from './no-article.ts';
import type { Page } from './page.ts';
import { readPageBlocks } from './page-blocks.ts';
import { readPageFacts } from './page-facts.ts';
import { parsePage } from './parse-page.ts';

/**
 * Takes the article out of a page, saved or fetched, with Readability, and its facts from what the page says of
 * itself.
 * @param address where the page was found; `null` for a file
 * @throws ExpectedError `seed-refused` where the page holds no article, saying what it holds instead.
 */
export function readPage(html: string, address: string | null): ArticleDraft {
  const document = parsePage(html);
  const facts = readPageFacts(document, address);
  const linked = linkedText(document);
  const article = extract(document);
  const title = facts.title ?? article?.title ?? '';
  const blocks = article?.content ? readPageBlocks(article.content) : [];
  const reason = whyNoArticle(blocks, title, { isLocked: facts.isLocked, linked });
  if (reason !== null) throw refusal(reason);
  return {
    title,
    publisher: facts.publisher ?? article?.siteName ?? null,
    author: facts.author,
    url: facts.url,
    publishedAt: facts.publishedAt,
    modifiedAt: facts.modifiedAt,
    blocks: blocks.filter(({ text }) => !isPrompt(text)),
  };
}

function extract(document: Page) {
  try {
    return new Readability(document as never, { charThreshold: 250 }).parse();
  } catch (cause) {
    // What it does not expect of a page is the page's fault.
    throw refusal('no article can be found in the page', cause);
  }
}

function linkedText(document: Page): number {
  return [...document.querySelectorAll('a[href]')].reduce(
    (sum, { textContent }) => sum + (textContent ?? '').trim().length,
    0,
  );
}
