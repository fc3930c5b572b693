import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { createSqliteLibrary } from '../../src/library/sqlite/sqlite-library.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { entryOf, publish } from './contract.ts';
import { DIMENSIONS } from './dimensions.ts';

const WORDS = [
  'vote',
  'votes',
  'Café',
  'cafe',
  '2,500',
  '500',
  'U.S.',
  'army',
  'don’t',
  'running',
  'the',
  'the',
];
const text = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 30 })
  .map((words) => `${words.join(' ')}.`);

it('passages match as well as FTS5’s own bm25 says', async () => {
  const articles = fc.array(
    fc.record({ title: text, paragraphs: fc.array(text, { minLength: 1, maxLength: 3 }) }),
    {
      minLength: 1,
      maxLength: 6,
    },
  );
  const searched = fc.array(fc.constantFrom(...WORDS, 'zebra', 'don t'), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(articles, searched, async (stories, words) => {
      const folder = await temporaryFolder();
      const library = await createSqliteLibrary({ folder, dimensions: DIMENSIONS });
      onTestFinished(() => library.close());
      const entries = stories.map(({ title, paragraphs }, at) =>
        entryOf(`a${at}`, paragraphs, { title, seed: at + 1 }),
      );
      const { snapshot } = await publish(library, entries);
      const database = new BetterSqlite3(join(folder, 'dateline.db'));
      const query = words.map((word) => `"${word.replaceAll('.', '')}"`).join(' OR ');
      const expected = database
        .prepare<[string], { key: number; score: number }>(
          `SELECT rowid AS key, -bm25(passages_fts) AS score FROM passages_fts WHERE passages_fts MATCH ?
           ORDER BY score DESC, rowid`,
        )
        .all(query);
      database.close();
      const found = await snapshot.matching(words, 100);
      expect(found.map(({ passageKey }) => passageKey)).toEqual(expected.map(({ key }) => key));
      for (const [at, { score }] of found.entries())
        expect(score).toBeCloseTo(expected[at]?.score as number, 9);
      await library.close();
    }),
    { numRuns: 40 },
  );
});
