import { fork } from 'node:child_process';
import { createSqliteLibrary } from '../../src/library/sqlite/sqlite-library.ts';
import { describeLibrary, type LibraryStage } from './contract.ts';
import { describeLibraryEdges } from './contract-edges.ts';
import { DIMENSIONS } from './dimensions.ts';

const stage: LibraryStage = {
  open: (folder) => createSqliteLibrary({ folder, dimensions: DIMENSIONS }),
  forkLockHolder: (folder) =>
    fork(
      new URL('./hold-lock.ts', import.meta.url),
      [JSON.stringify({ indexFolder: folder, database: null })],
      {
        execArgv: ['--import', import.meta.resolve('#typescript')],
      },
    ),
};

describeLibrary('SQLite', stage);
describeLibraryEdges('SQLite', stage);
