import { ExpectedError } from '../../errors.ts';
import type { Records } from '../records.ts';
import {
  checkWhole,
  type Database,
  type DatabaseKind,
  guarded,
  openDatabase,
  RECORDS_FILE,
} from './database.ts';
import { createQuestionStore } from './question-store.ts';
import { createRecordsContents } from './records-contents.ts';
import { RECORDS_APPLICATION_ID, RECORDS_MIGRATIONS } from './records-schema.ts';
import { salvageRecords } from './salvage-records.ts';
import { setAsideFile } from './set-aside.ts';
import { createSettingsStore } from './settings-store.ts';
import { createVoteStore } from './vote-store.ts';

const RECORDS: DatabaseKind = {
  file: RECORDS_FILE,
  applicationId: RECORDS_APPLICATION_ID,
  migrations: RECORDS_MIGRATIONS,
};

/**
 * Records in a database file of their own beside the library's: a damaged index, which is set aside and built
 * again from the seeds, must not take along what no seed holds. A damaged file of records is set aside, too,
 * and a new one takes its place with all rows that can still be read.
 * @throws ExpectedError `database-newer`, `disk-full` or `config`.
 */
export async function createSqliteRecords(options: {
  /** Made where it is missing. */
  readonly folder: string;
  readonly clock: () => Date;
  /** Told in a plain line what was lost. */
  readonly onNotice: (message: string) => void;
}): Promise<Records> {
  const { folder, clock, onNotice } = options;
  const { database, stores } = await openStores(folder, clock).catch(async (error: unknown) => {
    if (!(error instanceof ExpectedError) || error.code !== 'database-damaged') throw error;
    const kept = await setAsideFile({ folder, file: RECORDS.file, now: clock() });
    const fresh = await openStores(folder, clock);
    const { questions, votes } = salvageRecords(kept, fresh.database);
    onNotice(
      `The file of questions, votes and settings in ${folder} was damaged; it was set aside as ${kept}. What could still be read was taken over: ${questions} questions and ${votes} votes. Check /settings in each server; docs/backup.md says how to go back to a backup.`,
    );
    return fresh;
  });
  const guard = <T>(work: () => T): T => guarded(database.name, work);
  const { questions, votes, settings, whole } = stores;

  const forgetGuild = database.transaction((guildId: string) => {
    questions.dropGuild(guildId);
    settings.drop(guildId);
  });

  return {
    keepQuestion: async (question) => guard(() => questions.keep(question)),
    question: async (id) => guard(() => questions.question(id)),
    vote: async (vote) => guard(() => votes.vote(vote)),
    forgetUser: async (userId) => guard(() => votes.forget(userId)),
    gaps: async (guildId, limit) => guard(() => questions.gaps(guildId, limit)),
    mostQuoted: async (guildId, limit) => guard(() => questions.mostQuoted(guildId, limit)),
    settings: async (guildId) => guard(() => settings.settings(guildId)),
    changeSettings: async (guildId, change) => guard(() => settings.change(guildId, change)),
    forgetGuild: async (guildId) => guard(() => forgetGuild.immediate(guildId)),
    dropBefore: async (moment) => guard(() => questions.dropBefore(moment)),
    ...whole,
    async close() {
      if (database.open) database.close();
    },
  };
}

async function openStores(folder: string, clock: () => Date) {
  const database = await openDatabase(folder, RECORDS);
  try {
    // What people wanted forgotten is overwritten, not only unlinked.
    database.pragma('secure_delete = ON');
    return { database, stores: guarded(database.name, () => prepareStores(database, clock)) };
  } catch (error) {
    database.close();
    throw error;
  }
}

function prepareStores(database: Database, clock: () => Date) {
  // A small file: reading it whole costs milliseconds and finds a fault before a vote is lost in it.
  checkWhole(database);
  const questions = createQuestionStore(database, clock);
  const settings = createSettingsStore(database);
  return {
    questions,
    votes: createVoteStore(database),
    settings,
    whole: createRecordsContents(database, { questions, settings }),
  };
}
