// Pure.
import type { Migration } from './migration.ts';

/**
 * The keyword index: each passage's words as a `tsvector` under GIN, and in how many passages each stem stands, which
 * ranking needs and GIN does not tell. Stems are ordered by their bytes, so that those that begin alike stand
 * together whatever the locale.
 */
export const keywordTables: Migration = {
  name: 'keyword tables',
  sql: `
  ALTER TABLE passages ADD COLUMN keywords tsvector NOT NULL, ADD COLUMN words integer NOT NULL;

  CREATE TABLE keyword_stems (
    stem text COLLATE "C" PRIMARY KEY,
    passages bigint NOT NULL
  );

  CREATE TABLE keyword_totals (
    one integer PRIMARY KEY DEFAULT 1 CHECK (one = 1),
    counted_to bigint NOT NULL DEFAULT 0,
    passages bigint NOT NULL DEFAULT 0,
    words bigint NOT NULL DEFAULT 0
  );
  INSERT INTO keyword_totals DEFAULT VALUES;
  `,
};
