import { createHmac } from 'node:crypto';
import type { Vote } from '../records.ts';
import type { Database } from './database.ts';

/** Questions whose votes are looked through at a time: a few milliseconds of hashing. */
const QUESTIONS_A_STEP = 1_000;

/** Statements over votes, each filed under a keyed hash of its question and its person. */
export function createVoteStore(database: Database) {
  const { schema } = database;

  /** How a person's vote is filed. The key is read each time: records that were taken over bring their own. */
  async function voters(): Promise<(questionId: string, userId: string) => Buffer> {
    const [secret] = await database.rows<{ readonly key: Buffer }>(
      `SELECT key FROM ${schema}.secret WHERE singleton = 1`,
    );
    if (secret === undefined) throw new Error('the key of votes is missing');
    return (questionId, userId) =>
      createHmac('sha256', secret.key).update(`${questionId}:${userId}`).digest();
  }

  return {
    async vote({ questionId, userId, vote }: { questionId: string; userId: string; vote: Vote }) {
      const voterOf = await voters();
      await database.transaction((session) =>
        session.rows(
          `INSERT INTO ${schema}.votes AS v (question_id, voter, vote)
           SELECT id, $2, $3 FROM ${schema}.questions WHERE id = $1
           ON CONFLICT (question_id, voter) DO UPDATE SET vote = excluded.vote`,
          [questionId, voterOf(questionId, userId), vote],
        ),
      );
    },

    async forget(userId: string): Promise<number> {
      const voterOf = await voters();
      let removed = 0;
      for (let after = ''; ; ) {
        const voted = await database.rows<{ readonly id: string }>(
          `SELECT DISTINCT question_id AS id FROM ${schema}.votes WHERE question_id > $1
           ORDER BY id LIMIT ${QUESTIONS_A_STEP}`,
          [after],
        );
        const ids = voted.map(({ id }) => id);
        const last = ids.at(-1);
        if (last === undefined) return removed;
        after = last;
        const dropped = await database.transaction((session) =>
          session.rows(
            `DELETE FROM ${schema}.votes v USING unnest($1::text[], $2::bytea[]) AS mine (question_id, voter)
             WHERE v.question_id = mine.question_id AND v.voter = mine.voter RETURNING 1`,
            [ids, ids.map((id) => voterOf(id, userId))],
          ),
        );
        removed += dropped.length;
      }
    },
  };
}
