import { temporaryFolder } from '../support/temporary-folder.ts';
import { describeMove } from './move-contract.ts';

describeMove('from SQLite to SQLite', temporaryFolder, temporaryFolder);
