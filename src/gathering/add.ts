import { decodeMarkup } from '../corpus/pages/decode-markup.ts';
import { isWithdrawn, readWithdrawn } from '../corpus/seeds/withdrawn.ts';
import { ExpectedError } from '../errors.ts';
import { addFile } from './add-file.ts';
import type { AddReport, AddTarget } from './add-report.ts';
import { articleOfAnswer, PAGE_TYPES } from './articles/fetch-article.ts';
import { type SavedArticle, saveArticle } from './articles/save-article.ts';
import { addFeed } from './feeds/add-feed.ts';
import { looksLikeFeed } from './feeds/parse-feed.ts';
import type { GatherParts, PollParts } from './feeds/poll-parts.ts';
import { FEED_TYPES, MAX_FEED_BYTES } from './feeds/poll-source.ts';

/**
 * Adds pages, feeds and files to the seeds, one after the other; what cannot be added is named with the reason.
 * A feed is named in `sources.yaml`, too, so that its articles go on coming in.
 */
export async function addToSeeds(targets: readonly AddTarget[], given: GatherParts): Promise<AddReport> {
  const parts = { ...given, withdrawn: await readWithdrawn(given.seedsFolder) };
  const added: (SavedArticle & { source: string })[] = [];
  const feeds: { source: string; articles: number }[] = [];
  const refused: { source: string; reason: string }[] = [];
  for (const target of targets) {
    const source = target.kind === 'url' ? target.address : target.path;
    try {
      const { saved, isFeed } = await addOne(target, parts);
      added.push(...saved.map((one) => ({ source, ...one })));
      if (isFeed) feeds.push({ source, articles: saved.length });
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      const reason =
        error.code === 'seed-refused' ? `${source} is not added: ${error.message}.` : error.message;
      refused.push({ source, reason });
    }
  }
  return { added, feeds, refused };
}

async function addOne(
  target: AddTarget,
  parts: GatherParts & PollParts,
): Promise<{ readonly saved: readonly SavedArticle[]; readonly isFeed: boolean }> {
  const { web, seedsFolder, clock } = parts;
  if (target.kind === 'file') {
    return { saved: await addFile(target.path, seedsFolder, clock()), isFeed: false };
  }
  const answer = await web.get(target.address, {
    accept: 'text/html, application/xhtml+xml, application/rss+xml, application/atom+xml;q=0.9, */*;q=0.1',
    types: [...PAGE_TYPES, ...FEED_TYPES],
    maxBytes: MAX_FEED_BYTES,
  });
  if (looksLikeFeed(decodeMarkup(answer.bytes, answer.contentType))) {
    return { saved: await addFeed(answer, parts), isFeed: true };
  }
  const draft = articleOfAnswer(answer);
  const key = draft.url ?? answer.address;
  if (isWithdrawn(parts.withdrawn, { url: key })) {
    throw new ExpectedError(
      'add-refused',
      `${key} is not added: it was withdrawn; take it out of withdrawn.yaml first.`,
    );
  }
  return { saved: [await saveArticle(draft, { seedsFolder, feed: null, now: clock() })], isFeed: false };
}
