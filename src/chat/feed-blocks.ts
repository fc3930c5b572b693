// Pure.
import type { SourceHealth } from '../gathering/feeds/source-health.ts';
import type { Block } from './reply.ts';

/** How the feeds fare, as people read it; nothing where there are none. */
export function feedBlocks(feeds: readonly SourceHealth[]): readonly Block[] {
  if (feeds.length === 0) return [];
  return [
    { kind: 'heading', text: 'Feeds' },
    {
      kind: 'facts',
      facts: feeds.map((feed) => ({
        label: feed.publisher ?? new URL(feed.feed).host,
        value: feedLine(feed),
      })),
    },
  ];
}

/** One feed in one line. */
export function feedLine(feed: SourceHealth): string {
  const parts = [
    `${feed.articles === 1 ? '1 article' : `${feed.articles} articles`} taken`,
    feed.lastSuccessAt === null ? 'not read yet' : `last read ${minuteOf(feed.lastSuccessAt)}`,
    ...(feed.leftOut > 0 ? [`${feed.leftOut} left out (${feed.reasons.at(-1) ?? ''})`] : []),
    ...(feed.lastErrorAt === null ? [] : [`last error ${minuteOf(feed.lastErrorAt)}: ${feed.lastError}`]),
  ];
  const warning = feed.warning === null ? '' : `WARNING: ${feed.warning}; `;
  return `${warning}${parts.join(', ')} (${feed.feed})`;
}

function minuteOf(moment: string): string {
  return `${moment.slice(0, 16).replace('T', ' ')} UTC`;
}
