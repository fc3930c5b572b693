// Pure.
import type { Migration } from './migration.ts';

/**
 * Questions, votes and settings: the tables of SQLite's records, with types of their own.
 *
 * `votes.voter` is HMAC-SHA256 of question and person under `secret.key`, made by the process that votes: a person's
 * number never reaches the server, nor its log. The key is drawn once, here, so that every process has the same;
 * two random UUIDs hold 244 random bits.
 */
export const recordsTables: Migration = {
  name: 'records tables',
  sql: `
  CREATE TABLE questions (
    key bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    id text COLLATE "C" PRIMARY KEY,
    asked_at timestamptz NOT NULL,
    question text COLLATE "C" NOT NULL,
    topic text COLLATE "C" NOT NULL,
    kind text NOT NULL CHECK (kind IN ('answer', 'no-answer')),
    guild_id text
  );
  CREATE INDEX questions_guild ON questions (guild_id, topic);
  CREATE INDEX questions_asked ON questions (asked_at);

  CREATE TABLE question_quotes (
    question_id text COLLATE "C" NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
    ordinal integer NOT NULL,
    article_id text COLLATE "C" NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    highlight_start integer NOT NULL,
    highlight_end integer NOT NULL,
    text_sha256 text NOT NULL,
    also_in text[] NOT NULL,
    PRIMARY KEY (question_id, ordinal)
  );

  CREATE TABLE votes (
    question_id text COLLATE "C" NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
    voter bytea NOT NULL,
    vote text NOT NULL CHECK (vote IN ('good', 'bad')),
    PRIMARY KEY (question_id, voter)
  );

  CREATE TABLE guild_settings (
    guild_id text COLLATE "C" PRIMARY KEY,
    public_channels text[] NOT NULL,
    moderator_roles text[] NOT NULL
  );

  CREATE TABLE secret (
    singleton integer PRIMARY KEY CHECK (singleton = 1),
    key bytea NOT NULL
  );
  INSERT INTO secret VALUES (1, uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
`,
};
