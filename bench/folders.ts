import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the bench makes and keeps between runs; ignored by git and safe to delete. */
export const CACHE_FOLDER = fileURLToPath(new URL('../.cache/bench', import.meta.url));

/** Where the peers are installed. */
export const PEERS_FOLDER = join(CACHE_FOLDER, 'peers');
