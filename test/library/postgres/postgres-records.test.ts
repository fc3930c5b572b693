import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase } from '../../../src/library/postgres/database.ts';
import { migrate } from '../../../src/library/postgres/migrate.ts';
import { createPostgresRecords } from '../../../src/library/postgres/postgres-records.ts';
import { type PgliteServer, startPglite } from '../../support/start-pglite.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { askedOf, describeRecords } from '../records-contract.ts';

// One session a server: a transaction on one keeper holds up the reading of another keeper on the same.
let servers: readonly PgliteServer[];
beforeAll(async () => {
  servers = [await startPglite(), await startPglite()];
});
afterAll(async () => {
  for (const server of servers) await server.close();
});

const schemas = new Map<string, number>();

/** Records in a schema of their own for each folder. */
async function open(folder: string, clock: () => Date) {
  const number = schemas.get(folder) ?? schemas.size;
  schemas.set(folder, number);
  const { url } = servers[number % servers.length] as PgliteServer;
  const database = createDatabase({ url, schema: `records_${number}`, poolSize: 1 });
  await migrate(database);
  return createPostgresRecords({ database, clock });
}

describeRecords('PostgreSQL', open);

it('the key of votes is one for all who open the records', async () => {
  const folder = await temporaryFolder();
  const [here, there] = [await open(folder, () => new Date()), await open(folder, () => new Date())];
  const { id } = await here.keepQuestion(askedOf('Why?'));
  await here.vote({ questionId: id, userId: '7', vote: 'good' });
  expect(await there.forgetUser('7')).toBe(1);
  await here.close();
  await there.close();
});
