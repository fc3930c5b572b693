// Pure.
import { epochMs } from '../library/moment.ts';
import { ageOf, shortDate } from './age.ts';
import type { Block } from './reply.ts';

type Freshness = Extract<Block, { readonly kind: 'freshness' }>;

const DAY_MS = 86_400_000;

/** `1,204 articles, index built 3 hours ago (generation 7), newest article of 22 Nov 2026`. */
export function freshnessLine(block: Freshness, now: Date): string {
  const { articles, indexedAt, newestPublishedAt, generation } = block;
  const newest = newestPublishedAt === null ? null : shortDate(newestPublishedAt);
  const count = `${articles.toLocaleString('en-US')} ${articles === 1 ? 'article' : 'articles'}`;
  const built = `index built ${ageOf(indexedAt, now) ?? 'at an unknown time'} (generation ${generation})`;
  return `${count}, ${built}${newest === null ? '' : `, newest article of ${newest}`}`;
}

/**
 * A warning where the newest article is older than `staleAfterDays`, as `The newest article is 45 days old.`;
 * `null` where it is not, or where no article has a date.
 */
export function staleWarning(
  { newestPublishedAt }: Freshness,
  { now, staleAfterDays }: { readonly now: Date; readonly staleAfterDays: number },
): string | null {
  const days = Math.floor((now.getTime() - epochMs(newestPublishedAt ?? '')) / DAY_MS);
  // NaN, where there is no date, is not older than anything.
  return days > staleAfterDays ? `The newest article is ${days.toLocaleString('en-US')} days old.` : null;
}
