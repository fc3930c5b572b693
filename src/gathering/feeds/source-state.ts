import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../articles/save-article.ts';

const sourceState = z.object({
  title: z.string().nullable(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /** ISO 8601 moments. */
  lastSuccessAt: z.string().nullable(),
  lastErrorAt: z.string().nullable(),
  lastError: z.string().nullable(),
  nextAt: z.string(),
  /** Failures since the last success. */
  failures: z.number().int().nonnegative(),
  /** Articles taken in all; a new version of one is not counted again. */
  articles: z.number().int().nonnegative(),
  /** Items that gave no article, in all, with the reasons of the last few. */
  leftOut: z.number().int().nonnegative(),
  reasons: z.array(z.string()),
  /** Moments (ms) at which its newest articles appeared, in order. */
  appearedMs: z.array(z.number()),
  /** What was taken of each item, by the item's id. */
  items: z.record(z.string(), z.string()),
});
const statesFile = z.object({ version: z.literal(1), sources: z.record(z.string(), sourceState) });

/** What is remembered of a feed; survives a restart. */
export type SourceState = Readonly<z.infer<typeof sourceState>>;

/** What is remembered of a feed that was never asked. */
export const UNASKED: SourceState = {
  title: null,
  etag: null,
  lastModified: null,
  lastSuccessAt: null,
  lastErrorAt: null,
  lastError: null,
  nextAt: new Date(0).toISOString(),
  failures: 0,
  articles: 0,
  leftOut: 0,
  reasons: [],
  appearedMs: [],
  items: {},
};

/** Name of the file in the index folder. Without it feeds are read anew, and every article finds its file again. */
const STATES_FILE = 'feeds.json';

/** What is remembered, by the feed's address; nothing where there is no file, or none that can be read. */
export async function readStates(indexFolder: string): Promise<ReadonlyMap<string, SourceState>> {
  try {
    const { sources } = statesFile.parse(JSON.parse(await readFile(join(indexFolder, STATES_FILE), 'utf8')));
    return new Map(Object.entries(sources));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    if (isMissing || error instanceof SyntaxError || error instanceof z.ZodError) return new Map();
    throw error;
  }
}

/** Writes what is to be remembered. @throws ExpectedError `disk-full` or `config`. */
export async function writeStates(
  indexFolder: string,
  states: ReadonlyMap<string, SourceState>,
): Promise<void> {
  const content = { version: 1, sources: Object.fromEntries(states) };
  await writeWhole(join(indexFolder, STATES_FILE), `${JSON.stringify(content)}\n`);
}
