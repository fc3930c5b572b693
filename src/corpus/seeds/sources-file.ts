import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ExpectedError } from '../../errors.ts';
import { durationMs } from './duration.ts';
import { parseYaml } from './parse-yaml.ts';

/** Name of the file that names feeds, at the top of the seeds folder. */
export const SOURCES_FILE = 'sources.yaml';

/** A feed whose articles come in by themselves. */
export interface Source {
  readonly feed: string;
  /** Shown with its articles; `null` where each page, or the feed, is to say. */
  readonly publisher: string | null;
  readonly everyMs: number;
  /** Only items that hold one of these words; all where it is empty. */
  readonly include: readonly string[];
  /** No items that hold one of these words. */
  readonly exclude: readonly string[];
  /** So long after their publication articles are kept; `null` for good. */
  readonly keepMs: number | null;
  /** Whence an article's text is taken: `auto` is the feed where it holds it whole, else the page. */
  readonly text: 'auto' | 'feed' | 'page';
}

const MIN_EVERY_MS = 1_000;

const duration = z
  .string()
  .transform((text) => durationMs(text))
  .refine((ms) => ms !== null, { error: 'is not a duration such as 15 min, 2 h or 90 days' })
  .transform(Number);
const words = z.union([z.string(), z.array(z.union([z.string(), z.number()]))]).transform((given) =>
  [given]
    .flat()
    .map((word) => String(word).trim())
    .filter((word) => word !== ''),
);

const source = z.strictObject({
  feed: z.string().refine((address) => /^https?:\/\//i.test(address) && URL.canParse(address), {
    error: 'is not an http or https address',
  }),
  publisher: z.string().trim().min(1).optional(),
  every: duration
    .refine((ms) => ms >= MIN_EVERY_MS, { error: 'must be 1 s or more' })
    .default(30 * 60 * 1000),
  include: words.default([]),
  exclude: words.default([]),
  keep: duration.optional(),
  text: z.enum(['auto', 'feed', 'page'], { error: 'must be auto, feed or page' }).default('auto'),
});
const sourcesFile = z.strictObject({ sources: z.array(source).nullish() });

/**
 * Reads the content of `sources.yaml`.
 * @throws ExpectedError `sources-unreadable`, naming the first fault and where it stands.
 */
export function parseSources(content: string): readonly Source[] {
  const parsed = sourcesFile.safeParse(parseYaml(content, unreadable) ?? {});
  if (!parsed.success) {
    const issue = parsed.error.issues[0] as z.core.$ZodIssue;
    const [, index, ...rest] = issue.path;
    const where =
      typeof index === 'number'
        ? `source ${index + 1}${rest.map((key) => `, ${String(key)}`).join('')}: `
        : '';
    throw unreadable(`${where}${issue.message}`);
  }
  const sources = (parsed.data.sources ?? []).map(
    ({ feed, publisher, every, include, exclude, keep, text }): Source => ({
      feed,
      publisher: publisher ?? null,
      everyMs: every,
      include,
      exclude,
      keepMs: keep ?? null,
      text,
    }),
  );
  const twice = sources.find(({ feed }, index) => sources.findIndex((one) => one.feed === feed) !== index);
  if (twice) throw unreadable(`${twice.feed} is named twice`);
  return sources;
}

/** The feeds of a seeds folder; none where there is no file. @throws ExpectedError `sources-unreadable`. */
export async function readSources(folder: string): Promise<readonly Source[]> {
  const content = await readFile(join(folder, SOURCES_FILE), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null;
    throw unreadable(`it cannot be opened (${cause.code})`, cause);
  });
  return content === null ? [] : parseSources(content);
}

function unreadable(why: string, cause?: unknown): ExpectedError {
  return new ExpectedError(
    'sources-unreadable',
    `${SOURCES_FILE} cannot be used (${why}); see docs/feeds.md.`,
    { cause },
  );
}
