import { afterAll, beforeAll } from 'vitest';
import { createPostgresLibrary } from '../../../src/library/postgres/postgres-library.ts';
import { type PgliteServer, startPglite } from '../../support/start-pglite.ts';
import { describeLibrary, type LibraryStage } from '../contract.ts';
import { describeLibraryEdges } from '../contract-edges.ts';
import { DIMENSIONS } from '../dimensions.ts';
import { schemaOf } from './schema-of.ts';

let server: PgliteServer;
beforeAll(async () => {
  server = await startPglite();
});
afterAll(() => server.close());

const stage = (change: {
  readonly exactPassages?: number;
  readonly isListening?: boolean;
}): LibraryStage => ({
  open: (folder) =>
    createPostgresLibrary({
      url: server.url,
      schema: schemaOf(folder),
      // Whatever waits for a second connection would wait for ever.
      poolSize: 1,
      dimensions: DIMENSIONS,
      ...change,
    }),
  // All connections of PGlite share one session.
  forkLockHolder: null,
});

describeLibrary('PostgreSQL', stage({ isListening: true }));
describeLibraryEdges('PostgreSQL by its graph', stage({ exactPassages: 0 }));
