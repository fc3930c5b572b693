import { createDatabase } from '../../src/library/postgres/database.ts';
import { migrate } from '../../src/library/postgres/migrate.ts';
import { createPostgresRecords } from '../../src/library/postgres/postgres-records.ts';
import { describeRecords } from '../library/records-contract.ts';
import { freshDatabase } from './fresh-database.ts';

const urls = new Map<string, Promise<string>>();

describeRecords('PostgreSQL server', async (folder, clock) => {
  const url = urls.get(folder) ?? freshDatabase();
  urls.set(folder, url);
  const database = createDatabase({ url: await url, schema: 'dateline', poolSize: 4 });
  await migrate(database);
  return createPostgresRecords({ database, clock });
});
