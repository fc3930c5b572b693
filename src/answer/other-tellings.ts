import type { ArticleFacts } from '../corpus/article.ts';
import { wordsForCopies } from '../corpus/near-copies.ts';
import type { Span } from '../corpus/span.ts';
import type { Snapshot, StoredArticle } from '../library/library.ts';
import { factsOf } from './quote.ts';
import type { Stories } from './stories.ts';

/** The other articles of the same story that hold a sentence of an article, word for word. */
export async function otherTellings(
  article: StoredArticle,
  { start, end }: Span,
  { snapshot, stories }: { readonly snapshot: Snapshot; readonly stories: Stories },
): Promise<readonly ArticleFacts[]> {
  const sentence = wordsForCopies(article.text.slice(start, end)).join(' ');
  const found: ArticleFacts[] = [];
  for (const telling of stories.tellings(stories.storyOf(article.articleKey))) {
    if (telling.articleKey === article.articleKey) continue;
    const other = await snapshot.article(telling.articleKey);
    if (other?.intact && wordsForCopies(other.text).join(' ').includes(sentence))
      found.push(factsOf(telling));
  }
  return found;
}
