import { type Database, openExisting } from './database.ts';

/** What was taken over from a damaged database of records. */
export interface Salvaged {
  readonly questions: number;
  readonly votes: number;
}

type Row = Readonly<Record<string, unknown>>;

/**
 * Takes over every row of a damaged database of records that can still be read. Each question is looked for on its
 * own: a page that cannot be read costs the rows that stand in it, and not those after it.
 * @param from the damaged file
 * @param into an empty database of records
 */
export function salvageRecords(from: string, into: Database): Salvaged {
  const old = attempt(() => openExisting(from), null);
  if (old === null) return { questions: 0, votes: 0 };
  const [keepSecret, keepSettings, keepQuestion, keepQuote, keepVote] = TABLES.map((table) =>
    inserter(into, table),
  ) as [Insert, Insert, Insert, Insert, Insert];
  const salvage = into.transaction((): Salvaged => {
    // The key first: without it nobody could take a vote back.
    for (const row of readableRows(old, 'SELECT * FROM secret')) keepSecret(row);
    for (const order of ['ASC', 'DESC']) {
      const settings = readableRows(old, `SELECT * FROM guild_settings ORDER BY guild_id ${order}`);
      for (const row of settings) keepSettings(row);
    }
    let questions = 0;
    let votes = 0;
    const { first, last } = rowidsOfQuestions(old);
    for (let rowid = first; rowid <= last; rowid++) {
      const [question] = readableRows(old, 'SELECT * FROM questions WHERE rowid = ?', rowid);
      if (question === undefined || keepQuestion(question) === 0) continue;
      questions++;
      const ofQuestion = (table: string) =>
        readableRows(old, `SELECT * FROM ${table} WHERE question_id = ?`, question.id);
      for (const row of ofQuestion('question_quotes')) keepQuote(row);
      for (const row of ofQuestion('votes')) votes += keepVote(row);
    }
    return { questions, votes };
  });
  try {
    return salvage.immediate();
  } finally {
    old.close();
  }
}

const TABLES = ['secret', 'guild_settings', 'questions', 'question_quotes', 'votes'] as const;

type Insert = (row: Row) => number;

/** Inserts rows that keep the rules of the table. @returns how many rows were written: 1 or 0 */
function inserter(into: Database, table: (typeof TABLES)[number]): Insert {
  const columns = into.prepare<[], string>(`SELECT name FROM pragma_table_info('${table}')`).pluck().all();
  const insert = into.prepare(
    `INSERT OR REPLACE INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')})
     VALUES (${columns.map(() => '?').join(', ')})`,
  );
  return (row) => attempt(() => insert.run(...columns.map((name) => row[name])).changes, 0);
}

/** Between which rows questions stand, by the table and by an index of it, from both ends. */
function rowidsOfQuestions(old: Database): { readonly first: number; readonly last: number } {
  const rowids = ['rowid', 'asked_at'].flatMap((column) =>
    ['ASC', 'DESC'].flatMap((order) =>
      readableRows(old, `SELECT rowid AS at FROM questions ORDER BY ${column} ${order}`).map(({ at }) =>
        Number(at),
      ),
    ),
  );
  return {
    first: rowids.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    last: rowids.reduce((a, b) => Math.max(a, b), 0),
  };
}

/** The rows up to the first that cannot be read. */
function readableRows(old: Database, sql: string, ...values: readonly unknown[]): readonly Row[] {
  const rows: Row[] = [];
  attempt(() => {
    for (const row of old.prepare<unknown[], Row>(sql).iterate(...values)) rows.push(row);
  }, undefined);
  return rows;
}

/** Whatever a damaged page makes SQLite say, the next row may be whole. */
function attempt<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch {
    return otherwise;
  }
}
