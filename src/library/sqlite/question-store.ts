import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  COUNTED_QUOTES,
  type Gap,
  type KeptQuestion,
  type KeptQuote,
  type NewQuestion,
  type QuotedArticle,
} from '../records.ts';
import { type Database, decoded } from './database.ts';

const articleIds = z.array(z.string());

type QuoteRow = Omit<KeptQuote, 'alsoIn'> & { readonly alsoIn: string };

interface QuestionRow {
  readonly id: string;
  readonly asked_at: string;
  readonly question: string;
  readonly topic: string;
  readonly kind: 'answer' | 'no-answer';
  readonly guild_id: string | null;
}

/** Statements over questions that were asked. */
export function createQuestionStore(database: Database, clock: () => Date) {
  const insert = database.prepare(
    `INSERT INTO questions (id, asked_at, question, topic, kind, guild_id)
     VALUES (@id, @askedAt, @question, @topic, @kind, @guildId)`,
  );
  const insertQuote = database.prepare(
    `INSERT INTO question_quotes VALUES
     (@questionId, @ordinal, @articleId, @start, @end, @highlightStart, @highlightEnd, @textSha256,
      @alsoIn)`,
  );
  const select = database.prepare<[string], QuestionRow>('SELECT * FROM questions WHERE id = ?');
  const selectQuotes = database.prepare<[string], QuoteRow>(
    `SELECT article_id AS articleId, start, "end", highlight_start AS highlightStart,
       highlight_end AS highlightEnd, text_sha256 AS textSha256, also_in AS alsoIn
     FROM question_quotes WHERE question_id = ? ORDER BY ordinal`,
  );
  // max(rowid) makes the bare column the one of the newest row: https://sqlite.org/lang_select.html#bareagg
  const selectGaps = database.prepare<[string, number], Gap>(
    `SELECT question, refused, bad FROM (
       SELECT question, max(rowid), sum(kind = 'no-answer') AS refused,
         sum((SELECT count(*) FROM votes v WHERE v.question_id = q.id AND v.vote = 'bad')) AS bad
       FROM questions q WHERE guild_id = ? GROUP BY topic
     ) WHERE refused + bad > 0 ORDER BY refused + bad DESC, question LIMIT ?`,
  );
  const selectQuoted = database.prepare<[string, number], QuotedArticle>(
    `SELECT s.article_id AS articleId, count(*) AS times
     FROM questions q JOIN question_quotes s ON s.question_id = q.id
     WHERE q.guild_id = ? AND q.kind = 'answer' AND s.ordinal < ${COUNTED_QUOTES}
     GROUP BY s.article_id ORDER BY times DESC, s.article_id LIMIT ?`,
  );
  const dropBefore = database.prepare('DELETE FROM questions WHERE asked_at < ?');
  const dropGuild = database.prepare('DELETE FROM questions WHERE guild_id = ?');

  const put = database.transaction(({ quotes, ...row }: KeptQuestion): void => {
    insert.run(row);
    for (const [ordinal, quote] of quotes.entries())
      insertQuote.run({ questionId: row.id, ordinal, ...quote, alsoIn: JSON.stringify(quote.alsoIn) });
  });

  return {
    keep(asked: NewQuestion): KeptQuestion {
      const kept: KeptQuestion = { ...asked, id: newId(), askedAt: clock().toISOString() };
      put.immediate(kept);
      return kept;
    },
    /** Puts in a question that was kept elsewhere; also within a transaction. */
    put: (kept: KeptQuestion): void => put(kept),
    question(id: string): KeptQuestion | null {
      const row = select.get(id);
      if (row === undefined) return null;
      const { asked_at: askedAt, guild_id: guildId, ...rest } = row;
      return {
        ...rest,
        askedAt,
        guildId,
        quotes: decoded(database, () => selectQuotes.all(id).map(quoteOf)),
      };
    },
    gaps: (guildId: string, limit: number): readonly Gap[] => selectGaps.all(guildId, limit),
    mostQuoted: (guildId: string, limit: number): readonly QuotedArticle[] =>
      selectQuoted.all(guildId, limit),
    dropBefore: (moment: string): number => dropBefore.run(moment).changes,
    dropGuild: (guildId: string): number => dropGuild.run(guildId).changes,
  };
}

/** Statements over questions that were asked. */
export type QuestionStore = ReturnType<typeof createQuestionStore>;

function quoteOf({ alsoIn, ...quote }: QuoteRow): KeptQuote {
  return { ...quote, alsoIn: articleIds.parse(JSON.parse(alsoIn)) };
}

/** Too many to be guessed: an id opens what it names to whoever sends it. */
function newId(): string {
  return randomBytes(9).toString('base64url');
}
