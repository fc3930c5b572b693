import { existsSync } from 'node:fs';
import { copyFile, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Library, ScoredPassage, Snapshot } from '../../src/library/library.ts';
import { createSqliteLibrary } from '../../src/library/sqlite/sqlite-library.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { entryOf, publish, vectorOf } from './contract.ts';
import { DIMENSIONS } from './dimensions.ts';

const QUERY = vectorOf(4_242);

/** A closed library of 60 passages, with what it answered. */
async function closedLibrary() {
  const folder = await temporaryFolder();
  const library = await createSqliteLibrary({ folder, dimensions: DIMENSIONS });
  const entries = Array.from({ length: 30 }, (_, i) => entryOf(`a${i}`, ['One.', 'Two.'], { seed: i + 1 }));
  const { snapshot, info } = await publish(library, entries);
  const answer = await snapshot.nearest(QUERY, 10);
  await library.close();
  return { folder, answer, file: join(folder, `hnsw-${info.generation}.bin`) };
}

async function reopen(folder: string): Promise<{ answer: readonly ScoredPassage[]; notices: string[] }> {
  const notices: string[] = [];
  const library: Library = await createSqliteLibrary({
    folder,
    dimensions: DIMENSIONS,
    onNotice: (message) => notices.push(message),
  });
  const answer = await ((await library.current()) as Snapshot).nearest(QUERY, 10);
  await library.close();
  return { answer, notices };
}

describe('the vector index file', () => {
  it('is loaded without a word when it is whole', async () => {
    const { folder, answer } = await closedLibrary();
    expect(await reopen(folder)).toEqual({ answer, notices: [] });
  });

  it.each([
    ['missing', (file: string) => rm(file)],
    ['empty', (file: string) => writeFile(file, '')],
    ['cut off', async (file: string) => truncate(file, (await readFile(file)).length - 7)],
    ['random bytes', (file: string) => writeFile(file, Buffer.alloc(10_000, 0x5a))],
    [
      'longer',
      async (file: string) => writeFile(file, Buffer.concat([await readFile(file), Buffer.alloc(64)])),
    ],
  ])('is built anew when it is %s', async (_what, damage) => {
    const { folder, answer, file } = await closedLibrary();
    await damage(file);
    const first = await reopen(folder);
    expect(first.answer).toEqual(answer);
    expect(first.notices).toEqual([expect.stringMatching(/missing or damaged; it was built anew/)]);
    expect(await reopen(folder)).toEqual({ answer, notices: [] });
  });

  it('is built anew when it is another library’s', async () => {
    const [one, other] = [await closedLibrary(), await closedLibrary()];
    const library = await createSqliteLibrary({ folder: other.folder, dimensions: DIMENSIONS });
    const { info } = await publish(library, [entryOf('x', ['Other.'], { seed: 77 })]);
    await library.close();
    await copyFile(join(other.folder, `hnsw-${info.generation}.bin`), one.file);
    expect((await reopen(one.folder)).answer).toEqual(one.answer);
  });

  it('never crashes the process or changes an answer, whichever bit is flipped', async () => {
    const { folder, answer, file } = await closedLibrary();
    const whole = await readFile(file);
    for (let flip = 0; flip < 200; flip++) {
      const damaged = Buffer.from(whole);
      const bit = (flip * 2_654_435_761) % (whole.length * 8);
      damaged.writeUInt8(damaged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      await writeFile(file, damaged);
      const { answer: after, notices } = await reopen(folder);
      expect(after).toEqual(answer);
      expect(notices).toHaveLength(1);
    }
  });

  it('goes when its generation goes, with what a crash left', async () => {
    const { folder, file } = await closedLibrary();
    await writeFile(`${file}.half.tmp`, 'half');
    const library = await createSqliteLibrary({ folder, dimensions: DIMENSIONS });
    for (const seed of [50, 51]) await publish(library, [entryOf('a', ['Text.'], { seed })]);
    await library.close();
    expect(existsSync(file)).toBe(false);
    expect((await readdir(folder)).filter((name) => name.includes('hnsw')).sort()).toEqual([
      'hnsw-2.bin',
      'hnsw-3.bin',
    ]);
  });
});
