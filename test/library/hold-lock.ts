// A process that takes the lock of a library and keeps it until it is killed.
import { openLibrary } from '../../src/library/open-library.ts';
import { DIMENSIONS } from './dimensions.ts';

const library = await openLibrary(JSON.parse(process.argv[2] as string), { dimensions: DIMENSIONS });
await library.lock();
process.send?.('held');
setInterval(() => {}, 1_000);
