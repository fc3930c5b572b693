import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from './fault.ts';
import { flip, MOST_BITS } from './flip.ts';

/** Bits flipped at random places of one of the index folder's files, while nothing has it open. */
export function flippedBits(what: 'dateline.db' | 'hnsw'): Fault {
  return {
    name: `1 to ${MOST_BITS} bits flipped in ${what === 'hnsw' ? 'the vector index' : what}`,
    async run({ scene, random, times }) {
      const lost: string[] = [];
      await scene.addArticles(20);
      await scene.recover('before');
      await scene.save();
      for (let turn = 0; turn < times; turn++) {
        await scene.restore();
        const file = (await readdir(scene.index)).find((name) =>
          what === 'hnsw' ? /^hnsw-\d+\.bin$/.test(name) : name === what,
        );
        const flipped = await flip(join(scene.index, file as string), random);
        lost.push(...(await scene.recover(`${file}, bits at ${flipped.join(', ')}`)));
      }
      return { lost };
    },
  };
}
