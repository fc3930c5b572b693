import type { Collection } from '../../src/library/move/move-collection.ts';
import { openLibrary } from '../../src/library/open-library.ts';
import { openRecords } from '../../src/library/open-records.ts';
import { DIMENSIONS } from './dimensions.ts';

/** Opens what is kept in a folder, or in the database of an address. */
export async function openPlace(place: string): Promise<Collection> {
  const database = place.startsWith('postgres://') ? { url: place, schema: 'dateline', poolSize: 4 } : null;
  const where = { indexFolder: place, database };
  return {
    library: await openLibrary(where, { dimensions: DIMENSIONS }),
    records: await openRecords(where, { clock: () => new Date(), onNotice: () => {} }),
  };
}
