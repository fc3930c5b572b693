// Pure.
import { z } from 'zod';
import { splitBlocks } from '../normalise.ts';
import type { ArticleDraft } from './draft.ts';

const text = z.string();
const optionalText = z.string().nullish();

/** An article as `.json` and `.jsonl` seeds give it. */
const articleFields = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  title: text,
  publisher: optionalText,
  url: optionalText,
  publishedAt: optionalText,
  text,
});

/** Reads one JSON value as an article. @returns the draft, or in plain words why it is none */
export function draftFromFields(value: unknown): ArticleDraft | string {
  const parsed = articleFields.safeParse(value);
  if (!parsed.success) return whyNot(value, parsed.error);
  const { id, title, publisher, url, publishedAt } = parsed.data;
  return {
    id: id === null || id === undefined ? undefined : String(id),
    title,
    publisher: publisher ?? null,
    url: url ?? null,
    publishedAt: publishedAt ?? null,
    blocks: splitBlocks(parsed.data.text).map((block) => ({ kind: 'paragraph', text: block })),
  };
}

function whyNot(value: unknown, error: z.ZodError): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'it is not an object with title and text';
  const fields = [...new Set(error.issues.map(({ path }) => String(path[0])))];
  const missing = fields.filter((field) => !(field in value));
  const wrong = fields.filter((field) => field in value);
  return [
    ...(missing.length > 0 ? [`it has no ${missing.join(' and no ')}`] : []),
    ...(wrong.length > 0 ? [`its ${wrong.join(' and ')} ${wrong.length > 1 ? 'are' : 'is'} not text`] : []),
  ].join('; ');
}
