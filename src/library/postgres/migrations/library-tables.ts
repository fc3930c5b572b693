// Pure.
import type { Migration } from './migration.ts';

/**
 * Articles, evidence and generations. `articles` and `evidence` are content-addressed and never altered; a
 * generation is a list of members. Keys are never used twice. Generations are counted in `state`: a sequence would
 * leave out numbers after a crash, and people are told them.
 *
 * `vector` has no fixed dimensions: an index over each dimension is made with the first generation that has it.
 * `codes` are random bits: compressing them would be in vain.
 */
export const libraryTables: Migration = {
  name: 'library tables',
  sql: `
  CREATE TABLE articles (
    key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    version_hash text NOT NULL UNIQUE,
    id text NOT NULL,
    title text NOT NULL,
    publisher text,
    url text,
    published_at text,
    published_ms double precision,
    text text NOT NULL,
    text_sha256 text NOT NULL,
    characters integer NOT NULL,
    headings json NOT NULL,
    signature bytea NOT NULL,
    passages integer NOT NULL
  );

  CREATE TABLE evidence (
    key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hash text NOT NULL UNIQUE,
    vector vector NOT NULL,
    sentences json NOT NULL,
    codes bytea NOT NULL
  );
  ALTER TABLE evidence ALTER COLUMN codes SET STORAGE EXTERNAL;

  CREATE TABLE passages (
    key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article_key bigint NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    ordinal integer NOT NULL,
    span_start integer NOT NULL,
    span_end integer NOT NULL,
    pieces integer NOT NULL,
    evidence_key bigint NOT NULL REFERENCES evidence (key),
    UNIQUE (article_key, ordinal)
  );
  CREATE INDEX passages_evidence ON passages (evidence_key);

  CREATE TABLE generations (
    generation bigint PRIMARY KEY,
    indexed_at text NOT NULL,
    model_id text NOT NULL,
    seeds_folder text NOT NULL,
    articles integer NOT NULL,
    passages integer NOT NULL,
    duplicates integer NOT NULL,
    newest_published_at text,
    is_complete boolean NOT NULL DEFAULT false,
    proof json
  );

  CREATE TABLE generation_articles (
    generation bigint NOT NULL REFERENCES generations (generation) ON DELETE CASCADE,
    article_key bigint NOT NULL REFERENCES articles (key),
    file text NOT NULL,
    duplicate_of bigint,
    exact_copy boolean NOT NULL,
    PRIMARY KEY (generation, article_key)
  );
  CREATE INDEX generation_articles_article ON generation_articles (article_key);

  CREATE TABLE state (
    one integer PRIMARY KEY DEFAULT 1 CHECK (one = 1),
    newest bigint NOT NULL DEFAULT 0,
    served bigint REFERENCES generations (generation),
    former bigint REFERENCES generations (generation)
  );
  INSERT INTO state DEFAULT VALUES;
  `,
};
