import type { KeptQuestion, QuestionWithVotes, RecordsContents, Vote } from '../records.ts';
import { toBlob } from '../sql/blobs.ts';
import { type Database, guarded } from './database.ts';
import type { QuestionStore } from './question-store.ts';
import type { SettingsStore } from './settings-store.ts';

/** Questions that are read at a time. */
const PAGE = 500;

/** Reads and replaces records as a whole. */
export function createRecordsContents(
  database: Database,
  { questions, settings }: { readonly questions: QuestionStore; readonly settings: SettingsStore },
) {
  const selectKey = database.prepare<[], Buffer>('SELECT key FROM secret WHERE only = 1').pluck();
  const selectGuilds = database
    .prepare<[], string>('SELECT guild_id FROM guild_settings ORDER BY guild_id')
    .pluck();
  const selectPage = database.prepare<[number], { readonly at: number; readonly id: string }>(
    `SELECT rowid AS at, id FROM questions WHERE rowid > ? ORDER BY rowid LIMIT ${PAGE}`,
  );
  const selectVotes = database.prepare<[string], { readonly voter: Buffer; readonly vote: Vote }>(
    'SELECT voter, vote FROM votes WHERE question_id = ? ORDER BY voter',
  );
  const clear = ['DELETE FROM questions', 'DELETE FROM guild_settings'].map((sql) => database.prepare(sql));
  const updateKey = database.prepare('UPDATE secret SET key = ? WHERE only = 1');
  const insertVote = database.prepare('INSERT INTO votes (question_id, voter, vote) VALUES (?, ?, ?)');
  const guard = <T>(work: () => T): T => guarded(database.name, work);

  async function* everySetting() {
    for (const guildId of guard(() => selectGuilds.all())) {
      yield guard(() => ({ guildId, ...settings.settings(guildId) }));
    }
  }

  async function* everyQuestion(): AsyncGenerator<QuestionWithVotes> {
    for (let after = 0; ; ) {
      const page = guard(() => selectPage.all(after));
      for (const { id } of page) {
        // It may have been forgotten since the page was read.
        const question = guard(() => questions.question(id));
        if (question !== null) yield { ...question, votes: guard(() => selectVotes.all(id)) };
      }
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.at;
    }
  }

  async function replace({ voteKey, settings: guilds, questions: asked }: RecordsContents): Promise<void> {
    for (const statement of clear) guard(() => statement.run());
    guard(() => updateKey.run(toBlob(voteKey)));
    for await (const { guildId, ...set } of guilds) guard(() => settings.change(guildId, set));
    for await (const { votes, ...question } of asked) {
      guard(() => {
        questions.put(question satisfies KeptQuestion);
        for (const { voter, vote } of votes) insertVote.run(question.id, toBlob(voter), vote);
      });
    }
  }

  return {
    async contents(): Promise<RecordsContents> {
      const voteKey = guard(() => selectKey.get()) ?? new Uint8Array();
      return { voteKey, settings: everySetting(), questions: everyQuestion() };
    },

    async takeOver(contents: RecordsContents): Promise<void> {
      guard(() => database.exec('BEGIN IMMEDIATE'));
      try {
        await replace(contents);
        guard(() => database.exec('COMMIT'));
      } catch (error) {
        // A full disk has ended the transaction already.
        if (database.inTransaction) database.exec('ROLLBACK');
        throw error;
      }
    },
  };
}
