// A process that opens a library, says so and leaves.
import { createSqliteLibrary } from '../../src/library/sqlite/sqlite-library.ts';
import { DIMENSIONS } from './dimensions.ts';

const library = await createSqliteLibrary({ folder: process.argv[2] as string, dimensions: DIMENSIONS });
await library.served();
await library.close();
