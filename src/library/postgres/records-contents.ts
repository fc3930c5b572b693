import type { KeptQuestion, QuestionWithVotes, RecordsContents, Vote } from '../records.ts';
import type { Database, Session } from './database.ts';
import { putQuestions, type QuestionRow, questionColumns, toQuestion } from './question-store.ts';

/** Questions, or settings of servers, that are read or written at a time. */
const PAGE = 500;

/** Reads and replaces records as a whole. */
export function createRecordsContents(database: Database) {
  const { schema } = database;

  async function* everySetting() {
    for (let after = ''; ; ) {
      const page = await database.rows<{
        guildId: string;
        publicChannels: string[];
        moderatorRoles: string[];
      }>(
        `SELECT guild_id AS "guildId", public_channels AS "publicChannels", moderator_roles AS "moderatorRoles"
         FROM ${schema}.guild_settings WHERE guild_id > $1 ORDER BY guild_id LIMIT ${PAGE}`,
        [after],
      );
      yield* page;
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.guildId;
    }
  }

  async function* everyQuestion(): AsyncGenerator<QuestionWithVotes> {
    for (let after = 0; ; ) {
      const page = await database.rows<
        QuestionRow & {
          readonly key: number;
          readonly votes: { readonly voter: string; readonly vote: Vote }[];
        }
      >(
        `SELECT q.key, ${questionColumns(schema)},
           (SELECT coalesce(json_agg(filed), '[]') FROM (
              SELECT encode(v.voter, 'hex') AS voter, v.vote FROM ${schema}.votes v
              WHERE v.question_id = q.id ORDER BY v.voter
            ) AS filed) AS votes
         FROM ${schema}.questions q WHERE q.key > $1 ORDER BY q.key LIMIT ${PAGE}`,
        [after],
      );
      for (const { key, votes, ...row } of page) {
        yield {
          ...toQuestion(row),
          votes: votes.map(({ voter, vote }) => ({ voter: Buffer.from(voter, 'hex'), vote })),
        };
        after = key;
      }
      if (page.length === 0) return;
    }
  }

  async function putPage(session: Session, page: readonly QuestionWithVotes[]): Promise<void> {
    await putQuestions(
      session,
      schema,
      page.map(({ votes: _votes, ...question }): KeptQuestion => question),
    );
    const votes = page.flatMap(({ id, votes }) => votes.map((vote) => ({ id, ...vote })));
    await session.rows(
      `INSERT INTO ${schema}.votes (question_id, voter, vote)
       SELECT * FROM unnest($1::text[], $2::bytea[], $3::text[])`,
      [
        votes.map(({ id }) => id),
        votes.map(({ voter }) => Buffer.from(voter)),
        votes.map(({ vote }) => vote),
      ],
    );
  }

  return {
    async contents(): Promise<RecordsContents> {
      const [secret] = await database.rows<{ readonly key: Buffer }>(
        `SELECT key FROM ${schema}.secret WHERE singleton = 1`,
      );
      if (secret === undefined) throw new Error('the key of votes is missing');
      return { voteKey: secret.key, settings: everySetting(), questions: everyQuestion() };
    },

    async takeOver({ voteKey, settings, questions }: RecordsContents): Promise<void> {
      await database.transaction(
        async (session) => {
          await session.rows(`DELETE FROM ${schema}.questions`);
          await session.rows(`DELETE FROM ${schema}.guild_settings`);
          await session.rows(`UPDATE ${schema}.secret SET key = $1 WHERE singleton = 1`, [
            Buffer.from(voteKey),
          ]);
          for await (const { guildId, publicChannels, moderatorRoles } of settings) {
            await session.rows(`INSERT INTO ${schema}.guild_settings VALUES ($1, $2, $3)`, [
              guildId,
              publicChannels,
              moderatorRoles,
            ]);
          }
          let page: QuestionWithVotes[] = [];
          for await (const question of questions) {
            if (page.push(question) < PAGE) continue;
            await putPage(session, page);
            page = [];
          }
          await putPage(session, page);
        },
        { unlimited: true },
      );
    },
  };
}
