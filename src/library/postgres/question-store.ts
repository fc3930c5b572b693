import { randomBytes } from 'node:crypto';
import {
  COUNTED_QUOTES,
  type Gap,
  type KeptQuestion,
  type NewQuestion,
  type QuotedArticle,
} from '../records.ts';
import type { Database, Session } from './database.ts';

/** What an id looks like: asked for anything else, the server may not even be able to read it. */
const ID = /^[\w-]{12}$/;

/** A kept question as the server tells it. */
export interface QuestionRow extends Omit<KeptQuestion, 'askedAt'> {
  readonly askedAt: Date;
}

/** What is asked of `questions q` for a `QuestionRow`. */
export function questionColumns(schema: string): string {
  return `q.id, q.asked_at AS "askedAt", q.question, q.topic, q.kind, q.guild_id AS "guildId",
    (SELECT coalesce(json_agg(quote), '[]') FROM (
       SELECT article_id AS "articleId", start, "end", highlight_start AS "highlightStart",
         highlight_end AS "highlightEnd", text_sha256 AS "textSha256", also_in AS "alsoIn"
       FROM ${schema}.question_quotes WHERE question_id = q.id ORDER BY ordinal
     ) AS quote) AS quotes`;
}

/** A kept question, of its row. */
export function toQuestion({ askedAt, ...row }: QuestionRow): KeptQuestion {
  return { ...row, askedAt: askedAt.toISOString() };
}

/** Puts questions in, in their order. */
export async function putQuestions(
  session: Session,
  schema: string,
  kept: readonly KeptQuestion[],
): Promise<void> {
  await session.rows(
    `INSERT INTO ${schema}.questions (id, asked_at, question, topic, kind, guild_id)
     SELECT id, "askedAt", question, topic, kind, "guildId" FROM json_to_recordset($1::json) AS q (
       ordinal integer, id text, "askedAt" timestamptz, question text, topic text, kind text, "guildId" text
     ) ORDER BY ordinal`,
    [JSON.stringify(kept.map(({ quotes: _quotes, ...question }, ordinal) => ({ ordinal, ...question })))],
  );
  const quotes = kept.flatMap((question) =>
    question.quotes.map((quote, ordinal) => ({ questionId: question.id, ordinal, ...quote })),
  );
  await session.rows(
    `INSERT INTO ${schema}.question_quotes
     SELECT "questionId", ordinal, "articleId", start, "end", "highlightStart", "highlightEnd", "textSha256",
       ARRAY(SELECT json_array_elements_text("alsoIn"))
     FROM json_to_recordset($1::json) AS q (
       "questionId" text, ordinal integer, "articleId" text, start integer, "end" integer,
       "highlightStart" integer, "highlightEnd" integer, "textSha256" text, "alsoIn" json
     )`,
    [JSON.stringify(quotes)],
  );
}

/** Statements over questions that were asked. */
export function createQuestionStore(database: Database, clock: () => Date) {
  const { schema } = database;
  return {
    async keep(asked: NewQuestion): Promise<KeptQuestion> {
      const kept: KeptQuestion = { ...asked, id: newId(), askedAt: clock().toISOString() };
      await database.transaction((session) => putQuestions(session, schema, [kept]));
      return kept;
    },

    async question(id: string): Promise<KeptQuestion | null> {
      if (!ID.test(id)) return null;
      const [row] = await database.rows<QuestionRow>(
        `SELECT ${questionColumns(schema)} FROM ${schema}.questions q WHERE id = $1`,
        [id],
      );
      return row === undefined ? null : toQuestion(row);
    },

    async gaps(guildId: string, limit: number): Promise<readonly Gap[]> {
      return database.rows<Gap>(
        `SELECT question, refused, bad FROM (
           SELECT (array_agg(question ORDER BY key DESC))[1] AS question,
             count(*) FILTER (WHERE kind = 'no-answer')::integer AS refused,
             sum((SELECT count(*) FROM ${schema}.votes v WHERE v.question_id = q.id AND v.vote = 'bad'))::integer AS bad
           FROM ${schema}.questions q WHERE guild_id = $1 GROUP BY topic
         ) AS topics
         WHERE refused + bad > 0 ORDER BY refused + bad DESC, question LIMIT $2`,
        [guildId, limit],
      );
    },

    async mostQuoted(guildId: string, limit: number): Promise<readonly QuotedArticle[]> {
      return database.rows<QuotedArticle>(
        `SELECT s.article_id AS "articleId", count(*)::integer AS times
         FROM ${schema}.questions q JOIN ${schema}.question_quotes s ON s.question_id = q.id
         WHERE q.guild_id = $1 AND q.kind = 'answer' AND s.ordinal < ${COUNTED_QUOTES}
         GROUP BY s.article_id ORDER BY times DESC, s.article_id LIMIT $2`,
        [guildId, limit],
      );
    },

    async dropBefore(moment: string): Promise<number> {
      const dropped = await database.transaction((session) =>
        session.rows(`DELETE FROM ${schema}.questions WHERE asked_at < $1 RETURNING id`, [moment]),
      );
      return dropped.length;
    },
  };
}

/** Too many to be guessed: an id opens what it names to whoever sends it. */
function newId(): string {
  return randomBytes(9).toString('base64url');
}
