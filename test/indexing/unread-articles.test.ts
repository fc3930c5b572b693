import { chmod, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Embedder } from '../../src/embedding/embedder.ts';
import { buildIndex } from '../../src/indexing/build-index.ts';
import { createLocalEvidence } from '../../src/indexing/evidence.ts';
import { openEmbedder, openLibrary } from '../support/open-parts.ts';
import { asOrdinaryUser } from '../support/ordinary-user.ts';
import { STORIES, writeSeeds } from '../support/seeds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let embedder: Embedder;
beforeAll(async () => {
  embedder = await openEmbedder();
});
afterAll(() => embedder.close());

async function start() {
  const folder = await temporaryFolder();
  await chmod(folder, 0o755);
  const seeds = join(folder, 'seeds');
  await writeSeeds(seeds, STORIES);
  await mkdir(join(seeds, 'coast'));
  await rename(join(seeds, 'harbour.json'), join(seeds, 'coast', 'harbour.json'));
  const library = await openLibrary(join(folder, 'index'), embedder);
  const reindex = (unsettled: readonly string[] = []) =>
    buildIndex({
      library,
      embedder,
      openEvidence: () => createLocalEvidence(embedder),
      seedsFolder: seeds,
      unsettled,
      clock: () => new Date(),
      onProgress: () => {},
    });
  const served = async () =>
    (await (await library.current())?.articles())?.map(({ id }) => id).toSorted() ?? [];
  await reindex();
  const index = join(folder, 'index');
  await chmod(index, 0o777);
  for (const name of await readdir(index)) await chmod(join(index, name), 0o666);
  return { seeds, reindex, served };
}

const ALL = ['harbour', 'library', 'orchard'];

describe('a seed file that cannot be read this time', () => {
  it.each([
    ['the file itself', 'coast/harbour.json'],
    ['its folder', 'coast'],
  ])('keeps its article served, and is named: %s', async (_what, name) => {
    const { seeds, reindex, served } = await start();
    await writeSeeds(seeds, { 'more.json': { id: 'more', title: 'More', text: 'More news came in.' } });
    await chmod(join(seeds, name), 0);
    const report = await asOrdinaryUser(() => reindex());
    await chmod(join(seeds, name), 0o755);
    expect(report).toMatchObject({ new: 1, removed: 0, unchanged: 3, refused: [{ file: name }] });
    expect(await served()).toEqual([...ALL, 'more'].toSorted());
  });

  it('keeps the version that was served while a new one is being written', async () => {
    const { seeds, reindex, served } = await start();
    await writeFile(join(seeds, 'library.json'), '{"id": "library", "title": "Marha');
    expect(await reindex(['library.json'])).toMatchObject({ removed: 0, unchanged: 3 });
    expect(await served()).toEqual(ALL);
  });

  it('does not keep what was taken away or withdrawn', async () => {
    const { seeds, reindex, served } = await start();
    await rm(join(seeds, 'library.json'));
    await writeFile(join(seeds, 'withdrawn.yaml'), 'withdrawn:\n  - id: harbour\n');
    await chmod(join(seeds, 'coast'), 0);
    const report = await asOrdinaryUser(() => reindex());
    await chmod(join(seeds, 'coast'), 0o755);
    expect(report).toMatchObject({ removed: 2 });
    expect(await served()).toEqual(['orchard']);
  });
});
