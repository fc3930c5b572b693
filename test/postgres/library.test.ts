import { fork } from 'node:child_process';
import { inject } from 'vitest';
import { createPostgresLibrary } from '../../src/library/postgres/postgres-library.ts';
import { describeLibrary, type LibraryStage } from '../library/contract.ts';
import { describeLibraryEdges } from '../library/contract-edges.ts';
import { DIMENSIONS } from '../library/dimensions.ts';
import { schemaOf } from '../library/postgres/schema-of.ts';

const placeOf = (folder: string) => ({ url: inject('postgresUrl'), schema: schemaOf(folder), poolSize: 4 });

const stage = (change: {
  readonly exactPassages?: number;
  readonly isListening?: boolean;
}): LibraryStage => ({
  open: (folder) => createPostgresLibrary({ ...placeOf(folder), dimensions: DIMENSIONS, ...change }),
  forkLockHolder: (folder) =>
    fork(
      new URL('../library/hold-lock.ts', import.meta.url),
      [JSON.stringify({ indexFolder: folder, database: placeOf(folder) })],
      { execArgv: ['--import', import.meta.resolve('#typescript')] },
    ),
});

describeLibrary('PostgreSQL', stage({ isListening: true }));
describeLibraryEdges('PostgreSQL', stage({}));
describeLibraryEdges('PostgreSQL by its graph', stage({ exactPassages: 0 }));
