import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decodeMarkup } from '../../../src/corpus/pages/decode-markup.ts';
import { ExpectedError } from '../../../src/errors.ts';
import { parseFeed } from '../../../src/gathering/feeds/parse-feed.ts';

const CASES = fileURLToPath(new URL('./cases', import.meta.url));
const inputs = readdirSync(CASES).filter((name) => !name.endsWith('.expected.json'));

function outcomeOf(text: string) {
  try {
    return parseFeed(text, 'https://feeds.example/news/feed');
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return { refused: error.message };
  }
}

describe('parseFeed', () => {
  // A case is a feed and, beside it, what is expected of it.
  it.each(inputs)('reads %s', (name) => {
    const outcome = outcomeOf(decodeMarkup(readFileSync(join(CASES, name)), null));
    const expected = join(CASES, `${name}.expected.json`);
    // Written once with UPDATE_CASES=1, then read by a person before it is committed.
    if (process.env.UPDATE_CASES === '1' && !existsSync(expected)) {
      writeFileSync(expected, `${JSON.stringify(outcome, null, 2)}\n`);
    }
    expect(outcome).toEqual(JSON.parse(readFileSync(expected, 'utf8')));
  });
});
