import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinInitials } from '../../../src/corpus/initials.ts';
import { createKeywordStems } from '../../../src/library/postgres/keywords/keyword-stems.ts';

const stemsOf = createKeywordStems();
const WORDS = ['harbour', 'ferry', 'ferries', 'storm', 'the', '2,500', 'U.S.', 'café', 'running', 'élysée'];

describe('keyword stems', () => {
  it('are those that FTS5 makes of a text', () => {
    const database = new BetterSqlite3(':memory:');
    database.exec(
      `CREATE VIRTUAL TABLE t USING fts5 (body, tokenize = 'porter unicode61 remove_diacritics 2');
       CREATE VIRTUAL TABLE v USING fts5vocab (t, 'instance')`,
    );
    const insert = database.prepare('INSERT INTO t (rowid, body) VALUES (1, ?)');
    const select = database.prepare<[], string>('SELECT term FROM v ORDER BY offset').pluck();
    const text = fc.oneof(
      fc
        .array(
          fc.constantFrom(...WORDS, '1960s', 'state-run', 'O’Neil', 'ÅNGSTRÖM', 'naïvely', 'x'.repeat(70)),
          {
            maxLength: 20,
          },
        )
        .map((words) => words.join(' ')),
      fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzéüñç0123456789 .,’-'), maxLength: 60 }),
    );
    fc.assert(
      fc.property(text, (body) => {
        database.exec('DELETE FROM t');
        insert.run(joinInitials(body));
        expect(stemsOf(body).stems).toEqual(select.all());
      }),
      { numRuns: 500 },
    );
    database.close();
  });
});
