import BetterSqlite3 from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinInitials } from '../../../src/corpus/initials.ts';
import { createKeywordStems } from '../../../src/library/postgres/keywords/keyword-stems.ts';
import { rankPassages } from '../../../src/library/postgres/keywords/rank-passages.ts';
import {
  decodeDocuments,
  decodePostings,
  encodeSegment,
  type IndexedPassage,
} from '../../../src/library/postgres/keywords/segment.ts';
import { createVarintReader, createVarintWriter } from '../../../src/library/postgres/keywords/varint.ts';

const stemsOf = createKeywordStems();
const WORDS = ['harbour', 'ferry', 'ferries', 'storm', 'the', '2,500', 'U.S.', 'café', 'running', 'élysée'];
const sentence = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 12 })
  .map((words) => words.join(' '));
/** Texts in segments, as passages with keys from 1; three passages make an article. */
const collection = fc.array(fc.array(sentence, { minLength: 1, maxLength: 10 }), {
  minLength: 1,
  maxLength: 4,
});

function index(texts: readonly (readonly string[])[]) {
  let passageKey = 0;
  return texts.map((segment) =>
    segment.map((text): IndexedPassage & { readonly text: string } => {
      passageKey++;
      return { passageKey, articleKey: Math.ceil(passageKey / 3), words: stemsOf(text), text };
    }),
  );
}

function search(segments: readonly (readonly IndexedPassage[])[], words: readonly string[], limit: number) {
  const encoded = segments.map(encodeSegment);
  return rankPassages({
    segments: encoded.map(({ documents, passages, stems }) => ({
      documents: decodeDocuments(documents, passages),
      postings: new Map(stems.map(({ stem, postings }) => [stem, postings])),
    })),
    words: words.map((word) => new Map(stemsOf(word).stems.map((stem) => [stem, 1]))),
    limit,
    totalWords: encoded.reduce((sum, { words: count }) => sum + count, 0),
    isAllowed: () => true,
  });
}

/** The same by SQLite's FTS5. */
function fts5(texts: readonly string[], words: readonly string[]) {
  const database = new BetterSqlite3(':memory:');
  database.exec(
    "CREATE VIRTUAL TABLE t USING fts5 (body, tokenize = 'porter unicode61 remove_diacritics 2')",
  );
  const insert = database.prepare('INSERT INTO t (rowid, body) VALUES (?, ?)');
  for (const [at, text] of texts.entries()) insert.run(at + 1, joinInitials(text));
  const query = words.map((word) => `"${joinInitials(word)}"`).join(' OR ');
  const found = database
    .prepare<[string], { passageKey: number; score: number }>(
      'SELECT rowid AS passageKey, -bm25(t) AS score FROM t WHERE t MATCH ? ORDER BY score DESC, rowid',
    )
    .all(query);
  database.close();
  return found;
}

describe('keywords', () => {
  it('are the stems that FTS5 makes of a text', () => {
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

  it('rank as FTS5 ranks, whatever the segments', () => {
    const words = fc.array(fc.constantFrom('harbour', 'ferry', 'storm', 'U.S.', 'café', 'nowhere'), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(collection, words, (texts, query) => {
        const expected = fts5(texts.flat(), query).map(({ passageKey, score }) => ({
          passageKey,
          articleKey: Math.ceil(passageKey / 3),
          score: expect.closeTo(score, 6),
        }));
        expect(search(index(texts), query, 1_000)).toEqual(expected);
      }),
    );
  });

  it('keep the best of many', () => {
    fc.assert(
      fc.property(collection, fc.integer({ min: 1, max: 10 }), (texts, limit) => {
        const all = search(index(texts), ['ferry', 'storm', 'harbour'], 1_000);
        expect(search(index(texts), ['ferry', 'storm', 'harbour'], limit)).toEqual(all.slice(0, limit));
      }),
    );
  });

  it('find a number with separators as one word', () => {
    const segments = index([['about 2,500 troops', '2 of 500 troops', '2500 troops']]);
    const [{ stems } = { stems: [] }] = segments.map(encodeSegment);
    const postings = stems.find(({ stem }) => stem === '2,500')?.postings ?? new Uint8Array();
    expect(decodePostings(postings)).toEqual({ numbers: [0], counts: [1] });
  });

  it('come back from their bytes', () => {
    fc.assert(
      fc.property(collection, (texts) => {
        for (const passages of index(texts)) {
          const { documents, stems } = encodeSegment(passages);
          const { passageKeys, articleKeys, lengths } = decodeDocuments(documents, passages.length);
          expect([...passageKeys]).toEqual(passages.map(({ passageKey }) => passageKey));
          expect([...articleKeys]).toEqual(passages.map(({ articleKey }) => articleKey));
          expect([...lengths]).toEqual(passages.map(({ words }) => words.stems.length));
          for (const { stem, frequency, postings } of stems) {
            const { numbers, counts } = decodePostings(postings);
            expect(numbers).toHaveLength(frequency);
            for (const [at, number] of numbers.entries()) {
              const { stems: held, compounds } = (passages[number] as IndexedPassage).words;
              expect([...held, ...compounds].filter((other) => other === stem)).toHaveLength(
                counts[at] as number,
              );
            }
          }
        }
      }),
    );
  });
});

it('numbers of any size come back from their bytes', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(), fc.maxSafeNat(), fc.nat({ max: 300 }))), (numbers) => {
      const writer = createVarintWriter();
      for (const number of numbers) writer.write(number);
      const reader = createVarintReader(writer.bytes());
      expect(numbers.map(() => reader.read())).toEqual(numbers);
      expect(reader.isAtEnd()).toBe(true);
    }),
  );
});
