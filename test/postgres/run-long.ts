// A process that has the server work for long, and says so before.
import { createDatabase } from '../../src/library/postgres/database.ts';

const database = createDatabase({ url: process.argv[2] as string, schema: 'dateline', poolSize: 1 });
await database.transaction(
  async ({ rows }) => {
    await rows('SELECT 1');
    process.send?.('begun');
    await rows('SELECT pg_sleep(600)');
  },
  { unlimited: true },
);
