// Pure.
import type { Source } from '../../corpus/seeds/sources-file.ts';
import type { FeedItem } from './feed.ts';

/** Whether a source's owner wants an item: its words, and its age. */
export function isWanted(item: FeedItem, source: Source, now: Date): boolean {
  const text = `${item.title}\n${item.summary ?? ''}\n${item.content ?? ''}`;
  const holds = (word: string) => wordPattern(word).test(text);
  const isIncluded = source.include.length === 0 || source.include.some(holds);
  const publishedMs = item.publishedAt === null ? Number.NaN : Date.parse(item.publishedAt);
  const isTooOld = source.keepMs !== null && publishedMs + source.keepMs < now.getTime();
  return isIncluded && !source.exclude.some(holds) && !isTooOld;
}

/** The word as a whole, in any case; `art` is not in `party`. */
function wordPattern(word: string): RegExp {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'iu');
}
