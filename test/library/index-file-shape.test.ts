import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../eval/statistics/random.ts';
import { measureIndexFile } from '../../src/library/hnsw/index-file-shape.ts';
import { createVectorIndex } from '../../src/library/hnsw/vector-index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { DIMENSIONS } from './dimensions.ts';
import { unitVector } from './generated.ts';

async function measure(file: string) {
  const handle = await open(file, 'r');
  try {
    return await measureIndexFile(handle);
  } finally {
    await handle.close();
  }
}

async function written(count: number): Promise<string> {
  const index = createVectorIndex(DIMENSIONS, count);
  const random = createRandom(count);
  for (let label = 0; label < count; label++) index.add(label, unitVector(random, DIMENSIONS));
  const file = join(await temporaryFolder(), 'index.bin');
  await index.write(file);
  return file;
}

describe('measureIndexFile', () => {
  it.each([0, 1, 40, 700])('counts the points of a whole file: %i', async (count) => {
    expect(await measure(await written(count))).toEqual({ count, dimensions: DIMENSIONS });
  });

  it('tells that a file is cut off, wherever it is', async () => {
    const file = await written(40);
    const whole = await readFile(file);
    for (let length = 0; length < whole.length; length += length < 200 ? 1 : 37) {
      await writeFile(file, whole.subarray(0, length));
      expect(await measure(file)).toBeNull();
    }
    await writeFile(file, Buffer.concat([whole, Buffer.alloc(1)]));
    expect(await measure(file)).toBeNull();
    await rm(file);
  });
});
