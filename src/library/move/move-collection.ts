import { ExpectedError } from '../../errors.ts';
import type { Library } from '../library.ts';
import type { Records } from '../records.ts';
import { digestLibrary, keptGenerations, type LibraryDigest } from './library-digest.ts';
import { moveLibrary, type OnMoveProgress, servesSame } from './move-library.ts';
import { digestRecords, type RecordsDigest } from './records-digest.ts';

/** All that is kept in one place. */
export interface Collection {
  readonly library: Library;
  readonly records: Records;
}

/** What was moved, as it was found on both sides afterwards. */
export interface MoveReport {
  /** Numbers of the served generation and, where there is one, of the former one: here, and there. */
  readonly generations: readonly { readonly from: number; readonly to: number }[];
  readonly library: LibraryDigest;
  readonly records: RecordsDigest;
}

/**
 * Copies both kept generations, with articles and evidence, and all records into another place; the source is left as
 * it is. The target goes on serving what it serves, or nothing, until everything has been read again on both sides and
 * compared; then it serves the copy in one step. A move that was broken off is taken up by the next.
 * @param replace whether other content of the target is given up
 * @throws ExpectedError `index-missing` where there is nothing to move, `move-refused` for a target with other
 * content, `move-failed` where the sides differ, `index-busy` where one of them is being rebuilt.
 */
export async function moveCollection(
  from: Collection,
  to: Collection,
  options: { readonly replace: boolean; readonly onProgress: OnMoveProgress },
): Promise<MoveReport> {
  const locks = [await from.library.lock()];
  try {
    locks.push(await to.library.lock());
    return await moveLocked(from, to, options);
  } finally {
    for (const lock of locks) await lock.release();
  }
}

async function moveLocked(
  from: Collection,
  to: Collection,
  { replace, onProgress }: { readonly replace: boolean; readonly onProgress: OnMoveProgress },
): Promise<MoveReport> {
  const generations = await keptGenerations(from.library);
  if (generations.length === 0) {
    throw new ExpectedError('index-missing', 'There is no index to move; run reindex first.');
  }
  const isThere = await servesSame(from.library, to.library);
  if (!replace) await checkTarget(from, to, isThere);
  const moved = isThere
    ? await keptGenerations(to.library)
    : await moveLibrary(from.library, to.library, { generations, onProgress });
  const library = await sameOnBothSides(
    () => digestLibrary(from.library, generations, progressOf('reading what was moved', onProgress)),
    () => digestLibrary(to.library, moved, progressOf('reading what has arrived', onProgress)),
  );
  await to.records.takeOver(await from.records.contents());
  const records = await sameOnBothSides(
    async () => digestRecords(await from.records.contents()),
    async () => digestRecords(await to.records.contents()),
  );
  const [served, former] = moved.map(({ generation }) => generation);
  if (!isThere && served !== undefined) {
    await to.library.serve(served, { moved: true, sha256: library.sha256 }, former ?? null);
  }
  return {
    generations: generations.map(({ generation }, at) => ({
      from: generation,
      to: moved[at]?.generation ?? generation,
    })),
    library,
    records,
  };
}

/** @throws ExpectedError `move-refused` */
async function checkTarget(from: Collection, to: Collection, isThere: boolean | null): Promise<void> {
  if (isThere === false) throw otherContent('serves another index');
  const there = await digestRecords(await to.records.contents());
  if (there.questions + there.settings === 0) return;
  const here = await digestRecords(await from.records.contents());
  if (here.sha256 !== there.sha256) throw otherContent('keeps other questions, votes or settings');
}

function otherContent(what: string): ExpectedError {
  return new ExpectedError(
    'move-refused',
    `The target ${what}, and is left as it is; name another one, or add --replace to give up what it holds.`,
  );
}

/** Compares two digests. @throws ExpectedError `move-failed` where they differ. */
async function sameOnBothSides<Digest>(
  digestHere: () => Promise<Digest>,
  digestThere: () => Promise<Digest>,
): Promise<Digest> {
  const here = await digestHere();
  const there = await digestThere();
  if (JSON.stringify(here) === JSON.stringify(there)) return here;
  throw new ExpectedError(
    'move-failed',
    'What has arrived is not what was moved, and is not served: something has changed on one side meanwhile. Stop the bot and run the same command again; it goes on where it stopped.',
    { facts: { here, there } },
  );
}

function progressOf(step: string, onProgress: OnMoveProgress) {
  return (done: number, total: number) => onProgress({ step, done, total, unit: 'articles' });
}
