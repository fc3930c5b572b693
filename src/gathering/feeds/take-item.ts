import type { ArticleDraft } from '../../corpus/seeds/draft.ts';
import type { Source } from '../../corpus/seeds/sources-file.ts';
import { ExpectedError } from '../../errors.ts';
import { fetchArticle } from '../articles/fetch-article.ts';
import { dropArticle, type SavedArticle, saveArticle } from '../articles/save-article.ts';
import type { Feed, FeedItem } from './feed.ts';
import { areWhole, completeDraft, draftOfItem, itemBlocks } from './item-draft.ts';
import type { PollParts } from './poll-parts.ts';

/** What came of an item. */
export interface ItemOutcome {
  readonly saved: SavedArticle | null;
  /** Why its page gave nothing; `null` where it did, or where the feed says enough. */
  readonly reason: string | null;
  /** The page may give more the next time. */
  readonly mayMend: boolean;
}

/** Between two pages of one host, where its robots.txt does not ask for more. */
const PAGE_PAUSE_MS = 500;

/** Takes items of one answer, one after the other; a host that fails is not asked again for the rest of them. */
export function createItemTaker(feed: Feed, source: Source, parts: PollParts) {
  const failedHosts = new Map<string, ExpectedError>();

  async function pageOf(url: string): Promise<ArticleDraft> {
    const { host } = new URL(url);
    const failed = failedHosts.get(host);
    if (failed) throw failed;
    try {
      const pauseMs = parts.web.isAllowed(new URL(url)) ? 0 : PAGE_PAUSE_MS;
      await parts.pause(Math.max(pauseMs, await parts.web.delayMs(url)));
      return await fetchArticle(parts.web, url);
    } catch (error) {
      const isHosts = error instanceof ExpectedError && isPassing(error) && error.facts.status === undefined;
      if (isHosts) failedHosts.set(host, error);
      throw error;
    }
  }

  async function save(draft: ArticleDraft, item: FeedItem): Promise<SavedArticle> {
    const { seedsFolder, clock } = parts;
    const place = { seedsFolder, feed: source.feed, now: clock(), key: `${source.feed} ${item.id}` };
    return saveArticle(draft, place);
  }

  /**
   * @param isPatched the article was made of the feed's text before, while its page failed
   * @throws ExpectedError `disk-full` or `config`.
   */
  return async function takeItem(item: FeedItem, isPatched: boolean): Promise<ItemOutcome> {
    const isWhole = source.text === 'auto' && areWhole(itemBlocks(item));
    let failure: ExpectedError | null = null;
    try {
      if (source.text !== 'feed' && !isWhole && item.url !== null) {
        const draft = completeDraft(await pageOf(item.url), item, feed, source);
        const saved = await save(draft, item);
        // The page may name another address for itself than the feed does.
        if (isPatched && draft.url !== item.url) await dropArticle(parts.seedsFolder, item.url);
        return { saved, reason: null, mayMend: false };
      }
    } catch (error) {
      failure = expectedOf(error);
    }
    const mayMend = failure !== null && isPassing(failure);
    if (failure !== null && source.text === 'page') return { saved: null, reason: failure.message, mayMend };
    try {
      return { saved: await save(draftOfItem(item, feed, source), item), reason: null, mayMend };
    } catch (error) {
      return { saved: null, reason: (failure ?? expectedOf(error)).message, mayMend };
    }
  };
}

/** @throws what is no failure of the item: a bug, or a disk that takes no files. */
function expectedOf(error: unknown): ExpectedError {
  if (!(error instanceof ExpectedError) || error.code === 'disk-full' || error.code === 'config') throw error;
  return error;
}

/** Whether a failure may be over the next time: the network's, or a server's own. */
function isPassing(error: ExpectedError): boolean {
  const status = Number(error.facts.status ?? 500);
  return error.code === 'fetch-failed' && (status >= 500 || status === 408 || status === 429);
}
