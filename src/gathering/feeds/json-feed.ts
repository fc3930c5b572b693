// Pure.
import { z } from 'zod';
import { readPageDate } from '../../corpus/pages/page-date.ts';
import { refusal } from '../../corpus/seeds/draft.ts';
import type { Feed, FeedItem } from './feed.ts';
import { addressOf, plainText } from './feed-values.ts';

/** What is wrong in one field costs that field, not the feed. */
const text = z.string().nullish().catch(null);
const author = z.object({ name: text }).catch({ name: null });
const jsonItem = z.object({
  id: z.union([z.string(), z.number()]).nullish().catch(null),
  url: text,
  external_url: text,
  title: text,
  content_html: text,
  content_text: text,
  summary: text,
  date_published: text,
  date_modified: text,
  authors: z.array(author).nullish().catch(null),
  author: author.nullish(),
});
const jsonFeed = z.object({ title: text, items: z.array(z.unknown()) });

/** Reads JSON Feed 1.0 and 1.1. @throws ExpectedError `seed-refused` for other JSON; SyntaxError for none. */
export function readJsonFeed(json: string, address: string): Feed {
  const parsed = jsonFeed.safeParse(JSON.parse(json.replace(/^\ufeff/, '')));
  if (!parsed.success) throw refusal('it is not a feed');
  const items = parsed.data.items.flatMap((value): readonly FeedItem[] => {
    const item = jsonItem.safeParse(value);
    if (!item.success) return [];
    const { id, url, external_url, title, content_html, content_text, summary, authors, ...rest } = item.data;
    const page = addressOf(url ?? external_url ?? null, address);
    const key = String(id ?? page ?? title ?? '');
    const names = [...(authors ?? []), rest.author].flatMap((one) =>
      one?.name ? [plainText(one.name)] : [],
    );
    if (key === '') return [];
    return [
      {
        id: key,
        title: plainText(title ?? ''),
        url: page,
        content: content_html ?? content_text ?? null,
        summary: summary ?? null,
        author: names.length === 0 ? null : [...new Set(names)].join(', '),
        publishedAt: readPageDate(rest.date_published ?? null),
        modifiedAt: readPageDate(rest.date_modified ?? null),
      },
    ];
  });
  return { title: parsed.data.title ? plainText(parsed.data.title) : null, items };
}
