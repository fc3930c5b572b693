import { createHash } from 'node:crypto';
import { decodeMarkup } from '../../corpus/pages/decode-markup.ts';
import type { Source } from '../../corpus/seeds/sources-file.ts';
import { isWithdrawn } from '../../corpus/seeds/withdrawn.ts';
import { ExpectedError } from '../../errors.ts';
import type { SavedArticle } from '../articles/save-article.ts';
import type { WebAnswer } from '../web/web-answer.ts';
import type { FeedItem } from './feed.ts';
import { parseFeed } from './parse-feed.ts';
import type { PollParts } from './poll-parts.ts';
import { waitMs } from './schedule.ts';
import type { SourceState } from './source-state.ts';
import { createItemTaker } from './take-item.ts';
import { isWanted } from './wanted-items.ts';

/** What came of asking a feed once. */
export interface PollOutcome {
  readonly state: SourceState;
  readonly saved: readonly SavedArticle[];
}

/** Media types of feeds. */
export const FEED_TYPES: readonly string[] = [
  'application/rss+xml',
  'application/atom+xml',
  'application/rdf+xml',
  'application/feed+json',
  'application/json',
  'application/xml',
  'text/xml',
  'text/plain',
  'text/html',
];
const FEED_ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, application/json;q=0.8, */*;q=0.1';
export const MAX_FEED_BYTES = 10 * 1024 * 1024;

/** A page that fails for now is asked for so often, once at each poll. */
const MAX_TRIES = 4;
const KEPT_ITEMS = 3_000;
const KEPT_TIMES = 30;
const KEPT_REASONS = 5;

/** Asks a feed what is new and puts it among the seeds. Never throws for what the feed or its pages do. */
export async function pollSource(source: Source, state: SourceState, parts: PollParts): Promise<PollOutcome> {
  try {
    const answer = await parts.web.get(source.feed, {
      accept: FEED_ACCEPT,
      types: FEED_TYPES,
      maxBytes: MAX_FEED_BYTES,
      etag: state.etag,
      lastModified: state.lastModified,
    });
    return await takeAnswer(source, state, answer, parts);
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.code === 'disk-full' || error.code === 'config')
      throw error;
    const message = error.code === 'seed-refused' ? `${source.feed}: ${error.message}` : error.message;
    const failures = state.failures + 1;
    const retryAfterMs = (error.facts.retryAfterMs as number | null | undefined) ?? null;
    const now = parts.clock();
    return {
      saved: [],
      state: {
        ...state,
        failures,
        lastErrorAt: now.toISOString(),
        lastError: message,
        nextAt: nextAt(source, failures, retryAfterMs, parts),
      },
    };
  }
}

/** Takes what is new in a feed's answer. @throws ExpectedError `seed-refused` for what is no feed. */
export async function takeAnswer(
  source: Source,
  state: SourceState,
  answer: WebAnswer,
  parts: PollParts,
): Promise<PollOutcome> {
  const taken = answer.status === 304 ? null : await takeItems(source, state, answer, parts);
  const now = parts.clock().toISOString();
  return {
    saved: taken?.saved ?? [],
    state: {
      ...state,
      ...taken?.changes,
      lastSuccessAt: now,
      failures: 0,
      lastErrorAt: taken?.error ? now : state.lastErrorAt,
      lastError: taken?.error ?? state.lastError,
      nextAt: nextAt(source, 0, null, parts),
    },
  };
}

async function takeItems(source: Source, state: SourceState, answer: WebAnswer, parts: PollParts) {
  const feed = parseFeed(decodeMarkup(answer.bytes, answer.contentType), answer.address);
  const items = new Map(Object.entries(state.items));
  const saved: SavedArticle[] = [];
  const reasons = [...state.reasons];
  const appeared: number[] = [];
  let { leftOut } = state;
  let error: string | null = null;
  const takeItem = createItemTaker(feed, source, parts);
  // Oldest first: of an address that comes twice the newest word is the last.
  for (const item of feed.items.toReversed()) {
    const digest = digestOf(item, source);
    const [before, tries] = (items.get(item.id) ?? '').split('~');
    if (before === digest && tries === undefined) continue;
    if (!isWanted(item, source, parts.clock()) || isWithdrawn(parts.withdrawn, { url: item.url })) continue;
    const tried = before === digest ? Number(tries) : 0;
    const outcome = await takeItem(item, tried > 0);
    const isTriedAgain = outcome.mayMend && tried + 1 < MAX_TRIES;
    items.set(item.id, isTriedAgain ? `${digest}~${tried + 1}` : digest);
    if (isTriedAgain)
      error = outcome.reason ?? `the page of “${item.title || item.id}” could not be read yet`;
    else if (outcome.reason !== null) {
      leftOut++;
      reasons.push(`${item.title || item.id}: ${outcome.reason}`);
    }
    if (outcome.saved === null) continue;
    saved.push(outcome.saved);
    const nowMs = parts.clock().getTime();
    const publishedMs = item.publishedAt === null ? nowMs : Date.parse(item.publishedAt);
    if (outcome.saved.change === 'new') appeared.push(Math.min(publishedMs, nowMs));
  }
  return {
    saved,
    error,
    changes: {
      title: feed.title,
      // Without the feed's mark the next answer is whole, and brings those again whose pages failed.
      etag: error === null ? answer.etag : null,
      lastModified: error === null ? answer.lastModified : null,
      articles: state.articles + appeared.length,
      leftOut,
      reasons: reasons.slice(-KEPT_REASONS),
      appearedMs: [...state.appearedMs, ...appeared].toSorted((a, b) => a - b).slice(-KEPT_TIMES),
      items: Object.fromEntries([...items].slice(-KEPT_ITEMS)),
    },
  };
}

function nextAt(source: Source, failures: number, retryAfterMs: number | null, parts: PollParts): string {
  const isInner = parts.web.isAllowed(new URL(source.feed));
  const wait = waitMs({ everyMs: source.everyMs, failures, retryAfterMs, isInner, random: parts.random() });
  return new Date(parts.clock().getTime() + wait).toISOString();
}

/** Changes with whatever the feed says of an item, and with what its owner wants of it. */
function digestOf(item: FeedItem, source: Source): string {
  const said = JSON.stringify([item, source.text, source.publisher]);
  return createHash('sha256').update(said).digest('base64url').slice(0, 16);
}
