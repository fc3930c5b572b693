import { describeMove } from '../library/move-contract.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { freshDatabase } from './fresh-database.ts';

describeMove('from SQLite to PostgreSQL', temporaryFolder, freshDatabase);
describeMove('from PostgreSQL to SQLite', freshDatabase, temporaryFolder);
