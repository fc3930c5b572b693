// Pure.
import { readPage } from '../pages/read-page.ts';
import type { SeedContent } from './draft.ts';

/** Reads `.html`: a saved page. @throws ExpectedError `seed-refused` where no article can be found in it. */
export function readHtml(content: string): SeedContent {
  return { drafts: [readPage(content, null)], refused: [] };
}
