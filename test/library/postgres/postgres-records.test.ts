import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRecords } from '../../../src/library/open-records.ts';
import { type PgliteServer, startPglite } from '../../support/start-pglite.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { askedOf, describeRecords } from '../records-contract.ts';
import { schemaOf } from './schema-of.ts';

// One session a server: a transaction on one keeper holds up the reading of another keeper on the same.
let servers: readonly PgliteServer[];
beforeAll(async () => {
  servers = [await startPglite(), await startPglite()];
});
afterAll(async () => {
  for (const server of servers) await server.close();
});

let opened = 0;
const serverOf = new Map<string, PgliteServer>();

async function open(folder: string, clock: () => Date) {
  const server = serverOf.get(folder) ?? (servers[opened++ % servers.length] as PgliteServer);
  serverOf.set(folder, server);
  const database = { url: server.url, schema: schemaOf(folder), poolSize: 1 };
  return openRecords({ indexFolder: folder, database }, { clock, onNotice: () => {} });
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
