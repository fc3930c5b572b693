import { createHmac } from 'node:crypto';
import type { Vote } from '../records.ts';
import type { Database } from './database.ts';

/** Statements over votes, each filed under a keyed hash of its question and its person. */
export function createVoteStore(database: Database) {
  const selectKey = database.prepare<[], Buffer>('SELECT key FROM secret WHERE only = 1').pluck();
  const upsert = database.prepare(
    `INSERT INTO votes (question_id, voter, vote) SELECT id, @voter, @vote FROM questions WHERE id = @questionId
     ON CONFLICT (question_id, voter) DO UPDATE SET vote = excluded.vote`,
  );
  const selectVoted = database.prepare<[], string>('SELECT DISTINCT question_id FROM votes').pluck();
  const remove = database.prepare('DELETE FROM votes WHERE question_id = ? AND voter = ?');
  /** How a person's vote is filed. The key is read each time: records that were taken over bring their own. */
  function voters(): (questionId: string, userId: string) => Buffer {
    const key = selectKey.get() ?? '';
    return (questionId, userId) => createHmac('sha256', key).update(`${questionId}:${userId}`).digest();
  }

  const forget = database.transaction((userId: string): number => {
    const voterOf = voters();
    let removed = 0;
    for (const questionId of selectVoted.all()) {
      removed += remove.run(questionId, voterOf(questionId, userId)).changes;
    }
    return removed;
  });

  return {
    vote({ questionId, userId, vote }: { questionId: string; userId: string; vote: Vote }): void {
      upsert.run({ questionId, voter: voters()(questionId, userId), vote });
    },
    forget: (userId: string): number => forget.immediate(userId),
  };
}
