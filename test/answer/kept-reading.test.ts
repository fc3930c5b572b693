import { expect, it } from 'vitest';
import { keepReading } from '../../src/answer/kept-reading.ts';
import type { Snapshot } from '../../src/library/library.ts';
import { build, openEmbedder, openLibrary } from '../support/open-parts.ts';
import { STORIES, writeSeeds } from '../support/seeds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('gives the same passages each time as the snapshot does, of a place and of an exact copy, too', async () => {
  const [folder, seedsFolder] = [await temporaryFolder(), await temporaryFolder()];
  const copy = { ...STORIES['harbour.json'], id: 'copy' };
  await writeSeeds(seedsFolder, { ...STORIES, 'copy.json': copy });
  const embedder = await openEmbedder();
  const library = await openLibrary(folder, embedder);
  await build(library, embedder, seedsFolder);
  const snapshot = (await library.current()) as Snapshot;
  const kept = keepReading(snapshot);

  const articles = await snapshot.articles();
  expect(articles.some(({ exactCopy }) => exactCopy)).toBe(true);
  for (const _ of ['read', 'kept']) {
    for (const { articleKey } of articles) {
      expect(await kept.article(articleKey)).toEqual(await snapshot.article(articleKey));
      for (const ordinals of [
        undefined,
        { first: -1, last: 1 },
        { first: 0, last: 0 },
        { first: 50, last: 60 },
      ]) {
        const passages = await snapshot.passagesOf(articleKey, ordinals);
        expect(await kept.passagesOf(articleKey, ordinals)).toEqual(passages);
        const keys = passages.map(({ passageKey }) => passageKey);
        expect(await kept.passages(keys)).toEqual(await snapshot.passages(keys));
      }
    }
  }
  await library.close();
  await embedder.close();
});
