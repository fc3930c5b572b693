import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decodeMarkup } from '../../../src/corpus/pages/decode-markup.ts';
import { readPage } from '../../../src/corpus/pages/read-page.ts';
import { articleFromDraft } from '../../../src/corpus/seeds/draft.ts';
import { ExpectedError } from '../../../src/errors.ts';

const CASES = fileURLToPath(new URL('./cases', import.meta.url));

/** What a page gives, in a form that reads well in a golden file. */
function outcomeOf(bytes: Uint8Array, from: { readonly address?: string; readonly contentType?: string }) {
  try {
    const draft = readPage(decodeMarkup(bytes, from.contentType ?? null), from.address ?? null);
    const { text, headings, id: _id, ...facts } = articleFromDraft(draft, 'input.html');
    const starts = new Set(headings.map(({ start }) => start));
    let at = 0;
    const blocks = text.split('\n\n').map((block) => {
      const isHeading = starts.has(at);
      at += block.length + 2;
      return isHeading ? `## ${block}` : block;
    });
    return { ...facts, author: draft.author, modifiedAt: draft.modifiedAt, blocks };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return { refused: error.message };
  }
}

describe('pages', () => {
  // A case is a folder: a page, how a server gave it (`answer.json`, where it matters), and what is expected.
  for (const name of readdirSync(CASES)) {
    it(`are read: ${name}`, () => {
      const folder = join(CASES, name);
      const answer = join(folder, 'answer.json');
      const outcome = outcomeOf(
        readFileSync(join(folder, 'input.html')),
        existsSync(answer) ? JSON.parse(readFileSync(answer, 'utf8')) : {},
      );
      const expected = join(folder, 'expected.json');
      // Written once with UPDATE_CASES=1, then read by a person before it is committed.
      if (process.env.UPDATE_CASES === '1' && !existsSync(expected)) {
        writeFileSync(expected, `${JSON.stringify(outcome, null, 2)}\n`);
      }
      expect(outcome).toEqual(JSON.parse(readFileSync(expected, 'utf8')));
    });
  }
});
