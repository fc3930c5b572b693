import type { Records } from '../records.ts';
import type { Database } from './database.ts';
import { createQuestionStore } from './question-store.ts';
import { createRecordsContents } from './records-contents.ts';
import { createSettingsStore } from './settings-store.ts';
import { createVoteStore } from './vote-store.ts';

/** Records in a PostgreSQL database, shared by every process that has its address. */
export function createPostgresRecords(options: {
  /** Its migrations are done; closed with the records. */
  readonly database: Database;
  readonly clock: () => Date;
}): Records {
  const { database, clock } = options;
  const questions = createQuestionStore(database, clock);
  const votes = createVoteStore(database);
  const settings = createSettingsStore(database);
  return {
    keepQuestion: questions.keep,
    question: questions.question,
    vote: votes.vote,
    forgetUser: votes.forget,
    gaps: questions.gaps,
    mostQuoted: questions.mostQuoted,
    settings: settings.settings,
    changeSettings: settings.change,
    forgetGuild: settings.forgetGuild,
    dropBefore: questions.dropBefore,
    ...createRecordsContents(database),
    close: () => database.close(),
  };
}
