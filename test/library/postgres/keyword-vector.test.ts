import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, type Database } from '../../../src/library/postgres/database.ts';
import { createKeywordStems } from '../../../src/library/postgres/keywords/keyword-stems.ts';
import { keywordVector } from '../../../src/library/postgres/keywords/keyword-vector.ts';
import { type PgliteServer, startPglite } from '../../support/start-pglite.ts';

let server: PgliteServer;
let database: Database;
beforeAll(async () => {
  server = await startPglite();
  database = createDatabase({ url: server.url, schema: 'public', poolSize: 1 });
});
afterAll(async () => {
  await database.close();
  await server.close();
});

const stemsOf = createKeywordStems();
const none = { stems: [], compounds: [] };

/** The lexemes that PostgreSQL reads, with how many positions each has. */
async function read(text: string): Promise<Readonly<Record<string, number>>> {
  const found = await database.rows<{ lexeme: string; count: number }>(
    'SELECT lexeme, cardinality(positions) AS count FROM unnest($1::tsvector)',
    [text],
  );
  return Object.fromEntries(found.map(({ lexeme, count }) => [lexeme, count]));
}

describe('keywordVector', () => {
  it('holds each stem as often as it stands there, numbers with separators besides their parts', async () => {
    const { text, words } = keywordVector(stemsOf('Troops leave'), stemsOf('2,500 troops left, 2,500!'));
    expect(await read(text)).toEqual({ troop: 2, leav: 1, left: 1, 2: 2, 500: 2, '2,500': 2 });
    expect(words).toBe(8);
  });

  it('tells words of the title by their weight', () => {
    expect(keywordVector(stemsOf('Ferry'), stemsOf('ferry harbour')).text).toBe("'ferri':1A,2 'harbour':3");
  });

  it.each([
    ['no words', '', 0],
    ['a word more often than a stem may have positions', 'war '.repeat(1_000), 1],
    ['more words than positions', Array.from({ length: 20_000 }, (_, i) => `w${i}`).join(' '), 16_383],
    ['a word of a million letters', 'x'.repeat(1_000_000), 1],
    ['a number of ten thousand digits', '1,'.repeat(10_000), 2],
    ['letters that unfold to many', 'ﷺ'.repeat(300), 1],
  ])('is taken by the server: %s', async (_, body, lexemes) => {
    expect(Object.keys(await read(keywordVector(none, stemsOf(body)).text))).toHaveLength(lexemes);
  });

  it('stays below what a tsvector may hold', async () => {
    const body = Array.from({ length: 16_000 }, (_, i) => `${i}${'漢'.repeat(190)}`).join(' ');
    const found = Object.keys(await read(keywordVector(none, stemsOf(body)).text));
    expect(found.length).toBeGreaterThan(500);
  });

  it('is taken by the server whatever a text holds, and loses no stem', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (body) => {
        const stems = stemsOf(body);
        expect(Object.keys(await read(keywordVector(none, stems).text)).toSorted()).toEqual(
          [...new Set([...stems.stems, ...stems.compounds])].toSorted(),
        );
      }),
    );
  });
});
