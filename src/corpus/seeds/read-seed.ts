// Pure.
import { extname } from 'node:path';
import { ExpectedError } from '../../errors.ts';
import type { Article } from '../article.ts';
import { decodeSeed } from './decode.ts';
import { type ArticleDraft, articleFromDraft, type RefusedPart, type SeedReader } from './draft.ts';
import { SEED_FORMATS } from './formats.ts';

/** What one seed file holds. */
export interface ReadSeed {
  /** In the file's order, each with what the file says of it besides. */
  readonly articles: readonly { readonly article: Article; readonly draft: ArticleDraft }[];
  readonly refused: readonly RefusedPart[];
}

/**
 * Reads a seed file whole; never throws for what stands in it.
 * @param file its name, whose ending (one of `SEED_FORMATS`) names its format
 */
export function readSeed(bytes: Uint8Array, file: string): ReadSeed {
  const reader = SEED_FORMATS[extname(file).toLowerCase()] as SeedReader;
  const content = attempt(() => reader(decodeSeed(bytes, file), file));
  if (typeof content === 'string') return { articles: [], refused: [{ where: '', reason: content }] };
  const articles: { article: Article; draft: ArticleDraft }[] = [];
  const refused = [...content.refused];
  for (const [index, draft] of content.drafts.entries()) {
    const article = attempt(() => articleFromDraft(draft, file));
    if (typeof article !== 'string') articles.push({ article, draft });
    else refused.push({ where: content.drafts.length > 1 ? `article ${index + 1}` : '', reason: article });
  }
  return { articles, refused };
}

/** The outcome, or the reason why a seed is refused. */
function attempt<T extends object>(read: () => T): T | string {
  try {
    return read();
  } catch (error) {
    if (error instanceof ExpectedError && error.code === 'seed-refused') return error.message;
    // A parser that fails on hostile input must not cost the other files.
    if (error instanceof RangeError || error instanceof TypeError) {
      return `it cannot be read (${error.message})`;
    }
    throw error;
  }
}
