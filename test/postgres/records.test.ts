import { inject } from 'vitest';
import { openRecords } from '../../src/library/open-records.ts';
import { schemaOf } from '../library/postgres/schema-of.ts';
import { describeRecords } from '../library/records-contract.ts';

describeRecords('PostgreSQL', (folder, clock) =>
  openRecords(
    {
      indexFolder: folder,
      database: { url: inject('postgresUrl'), schema: schemaOf(folder), poolSize: 4 },
    },
    { clock, onNotice: () => {} },
  ),
);
