// Pure.

/** Marks a SQLite file as Dateline's: "DLNE". */
export const APPLICATION_ID = 0x444c4e45;

/** How words are read from texts and questions: porter stems, case and diacritics aside. */
export const TOKENIZER = 'porter unicode61 remove_diacritics 2';

/**
 * Steps from each `user_version` to the next; never altered once released, only added to.
 *
 * `passages_fts` is contentless: the text stands in `articles` once. Its rows are keyed by passage.
 * `AUTOINCREMENT` where a number must never be used twice: passage keys label vectors in index files, and
 * generation numbers are told to people.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE articles (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    version_hash TEXT NOT NULL UNIQUE,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT,
    url TEXT,
    published_at TEXT,
    text TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    headings TEXT NOT NULL,
    signature BLOB NOT NULL
  ) STRICT;

  CREATE TABLE evidence (
    key INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    vector BLOB NOT NULL,
    sentences TEXT NOT NULL,
    codes BLOB NOT NULL
  ) STRICT;

  CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    article_key INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    pieces INTEGER NOT NULL,
    evidence_key INTEGER NOT NULL REFERENCES evidence (key),
    UNIQUE (article_key, ordinal)
  ) STRICT;
  CREATE INDEX passages_evidence ON passages (evidence_key);

  CREATE VIRTUAL TABLE passages_fts USING fts5 (
    title, body, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
  );
  CREATE VIRTUAL TABLE passages_terms USING fts5vocab (passages_fts, 'row');

  CREATE TABLE generations (
    generation INTEGER PRIMARY KEY AUTOINCREMENT,
    indexed_at TEXT NOT NULL,
    model_id TEXT NOT NULL,
    seeds_folder TEXT NOT NULL,
    articles INTEGER NOT NULL,
    passages INTEGER NOT NULL,
    duplicates INTEGER NOT NULL,
    newest_published_at TEXT,
    index_sha256 TEXT,
    index_bytes INTEGER,
    proof TEXT
  ) STRICT;

  CREATE TABLE generation_articles (
    generation INTEGER NOT NULL REFERENCES generations (generation) ON DELETE CASCADE,
    article_key INTEGER NOT NULL REFERENCES articles (key),
    file TEXT NOT NULL,
    duplicate_of INTEGER,
    exact_copy INTEGER NOT NULL,
    PRIMARY KEY (generation, article_key)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX generation_articles_article ON generation_articles (article_key);

  CREATE TABLE state (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    served INTEGER,
    former INTEGER
  ) STRICT;
  INSERT INTO state VALUES (1, NULL, NULL);
  `,
];
