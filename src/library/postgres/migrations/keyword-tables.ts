// Pure.
import type { Migration } from './migration.ts';

/**
 * The keyword index: immutable segments, each with the passages of some articles and, a row a stem, where the stem
 * stands. A generation is searched in its segments. Stems are ordered by their bytes, so that those that begin
 * alike stand together whatever the locale.
 */
export const keywordTables: Migration = {
  name: 'keyword tables',
  sql: `
  CREATE TABLE keyword_segments (
    segment bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    passages integer NOT NULL,
    words bigint NOT NULL,
    documents bytea NOT NULL
  );

  CREATE TABLE keyword_articles (
    segment bigint NOT NULL REFERENCES keyword_segments (segment) ON DELETE CASCADE,
    article_key bigint NOT NULL,
    PRIMARY KEY (segment, article_key)
  );

  CREATE TABLE keyword_postings (
    segment bigint NOT NULL REFERENCES keyword_segments (segment) ON DELETE CASCADE,
    stem text COLLATE "C" NOT NULL,
    frequency integer NOT NULL,
    postings bytea NOT NULL,
    PRIMARY KEY (segment, stem)
  );
  ALTER TABLE keyword_postings ALTER COLUMN postings SET STORAGE EXTERNAL;

  CREATE TABLE generation_segments (
    generation bigint NOT NULL REFERENCES generations (generation) ON DELETE CASCADE,
    segment bigint NOT NULL REFERENCES keyword_segments (segment),
    PRIMARY KEY (generation, segment)
  );
  CREATE INDEX generation_segments_segment ON generation_segments (segment);
  `,
};
