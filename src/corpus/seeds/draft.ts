import { createHash } from 'node:crypto';
import { ExpectedError } from '../../errors.ts';
import type { Article } from '../article.ts';
import { normaliseText } from '../normalise.ts';
import type { Span } from '../span.ts';
import { slugOf } from './slug.ts';

/** A part of an article as its file gives it: a paragraph or bullet, or a subhead. */
export interface Block {
  readonly kind: 'paragraph' | 'heading';
  readonly text: string;
}

/** An article as its file gives it, not yet checked or normalised. */
export interface ArticleDraft {
  readonly id?: string | undefined;
  readonly title: string;
  readonly publisher: string | null;
  readonly author?: string | null;
  readonly url: string | null;
  readonly publishedAt: string | null;
  /** When the publisher last changed it. */
  readonly modifiedAt?: string | null;
  /** Address of the feed that named it. */
  readonly feed?: string | undefined;
  /** ISO 8601 moment at which it was fetched. */
  readonly addedAt?: string | undefined;
  readonly blocks: readonly Block[];
}

/** A part of a file that is no article, and why. */
export interface RefusedPart {
  /** Where in the file, as `line 3`; empty for all of it. */
  readonly where: string;
  readonly reason: string;
}

/** What a file of one format holds. */
export interface SeedContent {
  readonly drafts: readonly ArticleDraft[];
  readonly refused: readonly RefusedPart[];
}

/** Reads a file of one format. @throws ExpectedError `seed-refused` where all of it is unreadable. */
export type SeedReader = (content: string, file: string) => SeedContent;

const MAX_ID_CHARACTERS = 128;

/**
 * Checks and normalises a draft: the one place where an article's text comes into being.
 * @param file path of the seed, part of the derived id where the article has neither id nor address
 * @throws ExpectedError `seed-refused` naming what is missing or wrong.
 */
export function articleFromDraft(draft: ArticleDraft, file: string): Article {
  const title = normaliseText(draft.title);
  if (title === '') throw refusal('it has no title');
  const url = checkUrl(draft.url);
  const blocks = draft.blocks
    .map(({ kind, text }) => ({ kind, text: normaliseText(text) }))
    .filter(({ text }) => text !== '');
  const body = blocks.slice(
    Math.max(
      0,
      blocks.findIndex(({ text }) => text !== title),
    ),
  );
  if (!body.some(({ kind }) => kind === 'paragraph')) throw refusal('it has no text');
  const { text, headings } = joinBlocks(body);
  return {
    id: draft.id === undefined ? derivedId(title, url ?? `${file}#${title}`) : checkId(draft.id),
    title,
    publisher: draft.publisher === null ? null : normaliseText(draft.publisher) || null,
    url,
    publishedAt: checkDate(draft.publishedAt),
    text,
    headings,
  };
}

/** The error of a seed that is left out; its message is the reason. */
export function refusal(reason: string, cause?: unknown): ExpectedError {
  return new ExpectedError('seed-refused', reason, { cause });
}

function joinBlocks(blocks: readonly Block[]): { readonly text: string; readonly headings: readonly Span[] } {
  const headings: Span[] = [];
  let text = '';
  for (const block of blocks) {
    if (text !== '') text += '\n\n';
    if (block.kind === 'heading') headings.push({ start: text.length, end: text.length + block.text.length });
    text += block.text;
  }
  return { text, headings };
}

function checkId(given: string): string {
  const id = given.trim();
  if (id === '' || id.length > MAX_ID_CHARACTERS || /[\s\p{C}]/u.test(id)) {
    throw refusal(`its id must be 1 to ${MAX_ID_CHARACTERS} characters without spaces`);
  }
  return id.normalize('NFC');
}

/** Stable while the article's place and title are; readable, and unique by its hash. */
function derivedId(title: string, place: string): string {
  const slug = slugOf(title);
  const hash = createHash('sha256').update(place).digest('hex').slice(0, 8);
  return slug === '' ? hash : `${slug}-${hash}`;
}

function checkUrl(given: string | null): string | null {
  const url = given?.trim() ?? '';
  if (url === '') return null;
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed?.protocol !== 'https:' && parsed?.protocol !== 'http:') {
    throw refusal(`its url is not an http address (“${url.slice(0, 100)}”)`);
  }
  return parsed.href;
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
/** ISO 8601 or, as in feeds, RFC 2822. */
const MOMENT = /^(?:\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}|(?:\w{3}, )?\d{1,2} \w{3} \d{4})/;

function checkDate(given: string | null): string | null {
  const date = given?.trim() ?? '';
  if (date === '') return null;
  const ms = ISO_DATE.test(date) || MOMENT.test(date) ? Date.parse(date) : Number.NaN;
  // 31 February parses as a day in March.
  const isDay = !ISO_DATE.test(date) || new Date(ms).toJSON()?.startsWith(date);
  if (Number.isNaN(ms) || !isDay) {
    throw refusal(`its publishedAt is not an ISO 8601 date such as 2025-12-31 (“${date.slice(0, 40)}”)`);
  }
  return ISO_DATE.test(date) ? date : new Date(ms).toISOString();
}
