import { setFlagsFromString } from 'node:v8';

/**
 * Has this process collect garbage once its heap has grown by half over what the last collection left. V8 lets it
 * double or more, at the first time still longer: 20 to 100 MB in a process that answers, which is no slower for it. The
 * flag is read at each collection, so that it may be set while a process runs; what is young is bounded where a process
 * is started (`--max-semi-space-size`, in package.json for the first one), since that cannot be changed later.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=50');
}
