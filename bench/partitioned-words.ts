// What partitioning does to the keyword index: `npm run bench:partitioned-words -- INDEX_FOLDER [PASSAGES]`, the words
// of the index's passages again and again. 300,000 passages take 1.5 GB of disk.
import { resolve } from 'node:path';
import { createRandom, pick } from '../eval/statistics/random.ts';
import { openLibrary } from '../src/library/open-library.ts';
import type { Session } from '../src/library/postgres/database.ts';
import { createKeywordStems } from '../src/library/postgres/keywords/keyword-stems.ts';
import { keywordVector } from '../src/library/postgres/keywords/keyword-vector.ts';
import { toLexeme } from '../src/library/postgres/keywords/lexeme.ts';
import {
  askInTurns,
  copyRows,
  createTables,
  LAYOUTS,
  MONTHS,
  measureBuilds,
  startPartitionServer,
} from './partitioned-tables.ts';
import { quantile } from './statistics.ts';

const DIMENSIONS = 384;
const QUERIES = 50;
/** Words of a query, of which a passage must hold one: as many as are left of a question's when common ones are not looked for. */
const WORDS = 6;
/** A word of a query stands in at most this share of the passages, and in this many of the index. */
const MOST_COMMON = 0.04;
const LEAST_PASSAGES = 20;
const FOUND = 80;

const [folder, passages = '100000'] = process.argv.slice(2);
const count = Number(passages);
if (folder === undefined || !Number.isInteger(count) || count < MONTHS) {
  console.error('Usage: npm run bench:partitioned-words -- INDEX_FOLDER [PASSAGES]');
  process.exit(2);
}

const server = await startPartitionServer('1GB');
try {
  const words = await readWords(resolve(folder));
  console.error(`filling tables with ${count} passages, of ${words.length}`);
  await server.inSession(async (session) => {
    // The product's connections are set to it.
    await session.rows('CREATE EXTENSION vector');
    await createTables(session, 'keywords tsvector');
    await fill(session, words);
    await copyRows(session);
  });
  await measureBuilds(server, 'gin (keywords)');
  await server.inSession(measureSearch);
} finally {
  await server.remove();
}

/** The words of each passage as they are stored. */
async function readWords(indexFolder: string): Promise<readonly string[]> {
  const library = await openLibrary({ indexFolder, database: null }, { dimensions: DIMENSIONS });
  const snapshot = await library.current();
  if (snapshot === null) throw new Error(`${indexFolder} holds no index`);
  const stemsOf = createKeywordStems();
  const words: string[] = [];
  for (const { articleKey, title } of await snapshot.articles()) {
    const text = (await snapshot.article(articleKey))?.text ?? '';
    for (const { span } of await snapshot.passagesOf(articleKey)) {
      words.push(keywordVector(stemsOf(title), stemsOf(text.slice(span.start, span.end))).text);
    }
  }
  await library.close();
  return words;
}

async function fill({ rows }: Session, words: readonly string[]): Promise<void> {
  await rows('CREATE TABLE source (place integer PRIMARY KEY, keywords tsvector)');
  await rows(
    'INSERT INTO source SELECT place - 1, word FROM unnest($1::tsvector[]) WITH ORDINALITY AS n (word, place)',
    [words],
  );
  await rows(
    `INSERT INTO ${LAYOUTS[0].schema}.passages
     SELECT key, key::bigint * ${MONTHS} / ${count}, keywords FROM generate_series(0, ${count - 1}) AS key
     JOIN source ON place = key % ${words.length}`,
  );
}

async function measureSearch(session: Session): Promise<void> {
  const stems = await session.rows<{ word: string }>(
    `SELECT word FROM ts_stat('SELECT keywords FROM source')
     WHERE ndoc BETWEEN ${LEAST_PASSAGES} AND ${MOST_COMMON} * (SELECT count(*) FROM source) ORDER BY word`,
  );
  const random = createRandom(count);
  const queries = Array.from({ length: QUERIES }, () =>
    Array.from({ length: WORDS }, () => toLexeme(pick(stems, random)?.word ?? '')).join(' | '),
  );
  const outcomes = await askInTurns(session, queries, ({ schema }, query) =>
    session.rows(
      `SELECT key, ts_rank('{1,1,1,1}', keywords, $1::tsquery) AS rank FROM ${schema}.passages
       WHERE keywords @@ $1::tsquery ORDER BY rank DESC LIMIT ${FOUND}`,
      [query],
    ),
  );
  for (const { layout, workedMs } of outcomes) {
    const [median, late] = [0.5, 0.95].map((share) => quantile(workedMs, share).toFixed(2));
    console.log(`${layout.schema}: ${median} ms of processor time at the median, ${late} at 95 %`);
  }
}
