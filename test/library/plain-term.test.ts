import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TOKENIZER } from '../../src/library/sqlite/schema.ts';
import { plainTermOf } from '../../src/library/sqlite/word-table.ts';

const letters = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzY'), minLength: 1, maxLength });
const endings = fc.constantFrom(
  ...'s es ies ed ing er al ation izer ness ful iveness ational ence able ement ment ent ous ity y e ll'.split(
    ' ',
  ),
);
const word = fc.oneof(
  letters(70),
  fc.tuple(letters(8), endings, fc.option(endings, { nil: '' })).map((parts) => parts.join('')),
);

it('a plain word has the very term that FTS5 makes of it', () => {
  const database = new BetterSqlite3(':memory:');
  database.exec(
    `CREATE VIRTUAL TABLE words USING fts5 (word, tokenize = '${TOKENIZER}');
     CREATE VIRTUAL TABLE terms USING fts5vocab (words, 'row')`,
  );
  const insert = database.prepare('INSERT INTO words (word) VALUES (?)');
  const terms = database.prepare<[], string>('SELECT term FROM terms').pluck();
  fc.assert(
    fc.property(word, (drawn) => {
      database.exec('DELETE FROM words');
      insert.run(drawn);
      const plain = plainTermOf(drawn);
      if (drawn.length <= 63) expect(plain).not.toBeNull();
      if (plain !== null) expect([plain]).toEqual(terms.all());
    }),
    { numRuns: 3_000 },
  );
  database.close();
});
