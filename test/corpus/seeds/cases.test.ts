import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { articleFromDraft, type SeedReader } from '../../../src/corpus/seeds/draft.ts';
import { SEED_FORMATS } from '../../../src/corpus/seeds/formats.ts';
import { ExpectedError } from '../../../src/errors.ts';

const CASES = fileURLToPath(new URL('./cases', import.meta.url));

/** What a file gives, in a form that reads well in a golden file. */
function outcomeOf(file: string, content: string) {
  const read = SEED_FORMATS[extname(file)] as SeedReader;
  const { drafts, refused } = read(content, file);
  const articles: unknown[] = [];
  const reasons = refused.map(({ where, reason }) => (where === '' ? reason : `${where}: ${reason}`));
  for (const draft of drafts) {
    try {
      const { text, headings, ...facts } = articleFromDraft(draft, file);
      const starts = new Set(headings.map(({ start }) => start));
      let at = 0;
      const blocks = text.split('\n\n').map((block) => {
        const isHeading = starts.has(at);
        at += block.length + 2;
        return isHeading ? `## ${block}` : block;
      });
      articles.push({ ...facts, blocks });
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      reasons.push(`${draft.title}: ${error.message}`);
    }
  }
  return { articles, refused: reasons };
}

describe('seed files', () => {
  // A case is a folder with an input and what is expected of it.
  for (const name of readdirSync(CASES)) {
    it(`are read: ${name}`, () => {
      const folder = join(CASES, name);
      const file = readdirSync(folder).find((entry) => entry.startsWith('input.')) as string;
      const outcome = outcomeOf(file, readFileSync(join(folder, file), 'utf8'));
      const expected = join(folder, 'expected.json');
      // Written once with UPDATE_CASES=1, then read by a person before it is committed.
      if (process.env.UPDATE_CASES === '1' && !existsSync(expected)) {
        writeFileSync(expected, `${JSON.stringify(outcome, null, 2)}\n`);
      }
      expect(outcome).toEqual(JSON.parse(readFileSync(expected, 'utf8')));
    });
  }
});
