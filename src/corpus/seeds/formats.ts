// Pure.
import type { SeedReader } from './draft.ts';
import { readHtml } from './html.ts';
import { readJson } from './json.ts';
import { readJsonl } from './jsonl.ts';
import { readMarkdown } from './markdown.ts';
import { readRawText } from './raw-text.ts';

/** The reader of each kind of seed file, by its ending in lower case; other files are no seeds. */
export const SEED_FORMATS: Readonly<Record<string, SeedReader>> = {
  '.txt': readRawText,
  '.md': readMarkdown,
  '.markdown': readMarkdown,
  '.json': readJson,
  '.jsonl': readJsonl,
  '.ndjson': readJsonl,
  '.html': readHtml,
  '.htm': readHtml,
};
