import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PEERS_FOLDER } from '../folders.ts';

/** A package of the peers' own folder: peers are no dependencies of the product. */
export function requirePeer<T>(name: string): T {
  return createRequire(join(PEERS_FOLDER, 'package.json'))(name) as T;
}
