import { stemmer } from 'stemmer';
import { joinInitials } from '../../corpus/initials.ts';
import type { IndexedWord, PassageKey } from '../library.ts';
import type { Database } from './database.ts';
import { TOKENIZER } from './schema.ts';

/** Words that FTS5 stems by Porter's rules alone; longer ones it leaves as they are. */
const PLAIN_WORD = /^[a-z]{1,63}$/i;

/** The one term that FTS5 makes of a word of ASCII letters (test/library/plain-term.test.ts); `null` for others. */
export function plainTermOf(word: string): string | null {
  return PLAIN_WORD.test(word) ? stemmer(word.toLowerCase()) : null;
}

/**
 * Statements over the words of all stored passages. FTS5 (https://www.sqlite.org/fts5.html) keeps them; how well a
 * passage matches is counted elsewhere, since its own bm25() reads the length of each passage from the database, which
 * takes ten times as long as all the rest.
 */
export function createWordTable(database: Database) {
  database.exec(
    `CREATE VIRTUAL TABLE temp.passages_instances USING fts5vocab (main, passages_fts, 'instance');
     CREATE VIRTUAL TABLE temp.searched USING fts5 (word, content = '', tokenize = '${TOKENIZER}');
     CREATE VIRTUAL TABLE temp.searched_terms USING fts5vocab (temp, searched, 'instance')`,
  );
  const insertSearched = database.prepare('INSERT INTO temp.searched (rowid, word) VALUES (1, ?)');
  const selectSearched = database
    .prepare<[], string>('SELECT term FROM temp.searched_terms ORDER BY offset')
    .pluck();
  const clearSearched = database.prepare(`INSERT INTO temp.searched (searched) VALUES ('delete-all')`);
  // One row with all of them: a row each would take longer than to find them.
  const selectPassages = database
    .prepare<[string], string>('SELECT json_group_array(doc) FROM temp.passages_instances WHERE term = ?')
    .pluck();
  const selectPlaces = database
    .prepare<[string], [passageKey: number, column: string, offset: number]>(
      'SELECT doc, col, offset FROM temp.passages_instances WHERE term = ?',
    )
    .raw();
  const selectLengths = database
    .prepare<[], [keys: string, sizes: string]>(
      `SELECT json_group_array(id), group_concat(hex(sz), '') FROM passages_fts_docsize`,
    )
    .raw();
  const selectFrequency = database
    .prepare<[string], number>('SELECT doc FROM passages_terms WHERE term = ?')
    .pluck();
  const selectWords = database.prepare<[string, string], IndexedWord>(
    'SELECT term AS stem, doc AS frequency FROM passages_terms WHERE term >= ? AND term < ? ORDER BY term',
  );

  /** The terms of a word as the table makes them: none, one, or several, as of `2,500`. */
  function termsOf(word: string): readonly string[] {
    // Asking the table takes a fifth of a millisecond.
    const plain = plainTermOf(word);
    if (plain !== null) return [plain];
    insertSearched.run(joinInitials(word).replaceAll('\0', ' '));
    const terms = selectSearched.all();
    clearSearched.run();
    return terms;
  }

  /** How often several terms stand one behind the other. */
  function phraseCounts(terms: readonly string[]): readonly PassageKey[] {
    const [first = [], ...others] = terms.map((term) => selectPlaces.all(term));
    const follows = others.map(
      (places, at) => new Set(places.map(([key, column, offset]) => `${key} ${column} ${offset - at - 1}`)),
    );
    return first
      .filter(([key, column, offset]) => follows.every((starts) => starts.has(`${key} ${column} ${offset}`)))
      .map(([key]) => key);
  }

  return {
    /**
     * The passages that hold a word, or the words one behind the other of which it is made, by ascending key: each as
     * often as it holds it, title and body together.
     */
    passagesWith(word: string): readonly PassageKey[] {
      const terms = termsOf(word);
      const [term] = terms;
      if (term === undefined) return [];
      if (terms.length > 1) return phraseCounts(terms);
      return JSON.parse(selectPassages.get(term) ?? '[]') as PassageKey[];
    },
    /** Terms of each stored passage, title and body together. */
    lengths(): ReadonlyMap<PassageKey, number> {
      const [keys, sizes] = selectLengths.get() as [string, string];
      const next = readVarints(Buffer.from(sizes ?? '', 'hex'));
      return new Map((JSON.parse(keys) as number[]).map((key) => [key, next() + next()]));
    },
    frequency: (stem: string): number => selectFrequency.get(stem) ?? 0,
    wordsBeginning: (letters: string): readonly IndexedWord[] =>
      selectWords.all(letters, `${letters}\u{10ffff}`),
  };
}

/** Statements over the words of all stored passages. */
export type WordTable = ReturnType<typeof createWordTable>;

/** Reads SQLite's variable-length integers (https://www.sqlite.org/fileformat.html#varint), one a call. */
function readVarints(bytes: Buffer): () => number {
  let at = 0;
  return () => {
    let value = 0;
    for (;;) {
      const byte = bytes[at++] ?? 0;
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
  };
}
