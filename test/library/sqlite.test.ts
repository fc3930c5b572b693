import { createSqliteLibrary } from '../../src/library/sqlite/sqlite-library.ts';
import { describeLibrary } from './contract.ts';
import { DIMENSIONS } from './dimensions.ts';

describeLibrary('SQLite', (folder) => createSqliteLibrary({ folder, dimensions: DIMENSIONS }));
