import type { Collection } from '../../src/library/move/move-collection.ts';
import { createSqliteLibrary } from '../../src/library/sqlite/sqlite-library.ts';
import { createSqliteRecords } from '../../src/library/sqlite/sqlite-records.ts';
import { DIMENSIONS } from './dimensions.ts';

/** Opens what is kept in a folder. */
export async function openPlace(place: string): Promise<Collection> {
  return {
    library: await createSqliteLibrary({ folder: place, dimensions: DIMENSIONS }),
    records: await createSqliteRecords({ folder: place, clock: () => new Date(), onNotice: () => {} }),
  };
}
