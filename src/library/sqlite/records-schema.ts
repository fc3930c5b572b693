// Pure.

/** Marks a SQLite file as Dateline's records: "DLNR". */
export const RECORDS_APPLICATION_ID = 0x444c4e52;

/**
 * Steps from each `user_version` to the next; never altered once released, only added to.
 *
 * `votes.voter` is HMAC-SHA256 of question and person under `secret.key`: one person's votes on two questions
 * cannot be told to be of one person without the key and the person's number.
 */
export const RECORDS_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE questions (
    id TEXT PRIMARY KEY,
    asked_at TEXT NOT NULL,
    question TEXT NOT NULL,
    topic TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('answer', 'no-answer')),
    guild_id TEXT
  ) STRICT;
  CREATE INDEX questions_guild ON questions (guild_id, topic);
  CREATE INDEX questions_asked ON questions (asked_at);

  CREATE TABLE question_quotes (
    question_id TEXT NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    article_id TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    highlight_start INTEGER NOT NULL,
    highlight_end INTEGER NOT NULL,
    text_sha256 TEXT NOT NULL,
    also_in TEXT NOT NULL,
    PRIMARY KEY (question_id, ordinal)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE votes (
    question_id TEXT NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
    voter BLOB NOT NULL,
    vote TEXT NOT NULL CHECK (vote IN ('good', 'bad')),
    PRIMARY KEY (question_id, voter)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE guild_settings (
    guild_id TEXT PRIMARY KEY,
    public_channels TEXT NOT NULL,
    moderator_roles TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE secret (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    key BLOB NOT NULL
  ) STRICT;
  INSERT INTO secret VALUES (1, randomblob(32));
  `,
];
