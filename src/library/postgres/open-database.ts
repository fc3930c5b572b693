import { createDatabase, type Database, type DatabaseSettings } from './database.ts';
import { createReplicatedDatabase } from './replicated-database.ts';
import { serverAddresses } from './server-addresses.ts';

/**
 * The database of some settings: one server, or several of which one is the primary. No connection is opened yet.
 * @throws ExpectedError `config` for an address that cannot be used.
 */
export function openDatabase({ url, readUrl = null, ...settings }: DatabaseSettings): Database {
  const [first = url, ...others] = serverAddresses(url);
  const readAddresses = readUrl === null ? [] : serverAddresses(readUrl);
  const open = (address: string) => createDatabase({ ...settings, url: address });
  if (others.length === 0 && readAddresses.length === 0) return open(first);
  return createReplicatedDatabase({
    candidates: [open(first), ...others.map(open)],
    standbys: readAddresses.map(open),
    clock: () => performance.now(),
  });
}
