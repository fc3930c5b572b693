import { parseArgs } from 'node:util';
import { count } from '../chat/count.ts';
import type { Fact, Reply } from '../chat/reply.ts';
import type { Config } from '../config.ts';
import { readModelFolder } from '../embedding/model-folder.ts';
import { ExpectedError } from '../errors.ts';
import { type Collection, type MoveReport, moveCollection } from '../library/move/move-collection.ts';
import type { OnMoveProgress } from '../library/move/move-library.ts';
import { openLibrary } from '../library/open-library.ts';
import { openRecords } from '../library/open-records.ts';

/** Hexadecimal digits of a checksum that are shown to a person. */
const SHOWN_DIGITS = 16;

/** A move as it is named on the command line. */
export interface MoveWords {
  /** Address of the database. */
  readonly url: string;
  /** Into the database, or from it into the index folder. */
  readonly direction: 'to' | 'from';
  /** Whether other content of the target is given up. */
  readonly replace: boolean;
}

/** Reads `--to DATABASE_URL` or `--from DATABASE_URL`, and `--replace`. @throws ExpectedError `usage` */
export function readMoveWords(words: readonly string[]): MoveWords {
  try {
    const { to, from, replace } = parseArgs({
      args: [...words],
      options: {
        to: { type: 'string' },
        from: { type: 'string' },
        replace: { type: 'boolean', default: false },
      },
    }).values;
    if (to !== undefined && from === undefined) return { url: to, direction: 'to', replace };
    if (from !== undefined && to === undefined) return { url: from, direction: 'from', replace };
  } catch {
    // Told in the same words.
  }
  throw new ExpectedError(
    'usage',
    'Name one database: npm run --silent dateline -- move --to postgres://… (or --from), with --replace where it may give up what the target holds.',
  );
}

/**
 * `move`: copies index, questions, votes and settings from the index folder into a database, or back. The model is
 * not needed, and the source is left as it is.
 * @param config with the database of the move
 * @throws ExpectedError as `moveCollection`, and as the places do when they are opened.
 */
export async function move(
  { direction, replace }: Pick<MoveWords, 'direction' | 'replace'>,
  config: Config,
  hooks: { readonly onProgress: OnMoveProgress; readonly onNotice: (message: string) => void },
): Promise<Reply> {
  const { dimensions } = await readModelFolder(config.modelFolder);
  const openAt = (place: Config) => openCollection(place, dimensions, hooks.onNotice);
  const database = await openAt(config);
  try {
    const folder = await openAt({ ...config, database: null });
    try {
      const [from, to] = direction === 'to' ? [folder, database] : [database, folder];
      const report = await moveCollection(from, to, { replace, onProgress: hooks.onProgress });
      return { blocks: [{ kind: 'facts', facts: factsOf(report, direction) }], json: report };
    } finally {
      await close(folder);
    }
  } finally {
    await close(database);
  }
}

async function openCollection(
  config: Config,
  dimensions: number,
  onNotice: (message: string) => void,
): Promise<Collection> {
  const library = await openLibrary(config, { dimensions, onNotice });
  try {
    return { library, records: await openRecords(config, { clock: () => new Date(), onNotice }) };
  } catch (error) {
    await library.close();
    throw error;
  }
}

async function close({ library, records }: Collection): Promise<void> {
  await records.close();
  await library.close();
}

function factsOf({ generations, library, records }: MoveReport, direction: 'to' | 'from'): readonly Fact[] {
  const numbered = generations.map(({ from, to }) => (from === to ? `${from}` : `${from} (there ${to})`));
  return [
    {
      label: 'index',
      value: `generation ${numbered.join(', and the former one ')}: ${count(library.articles, 'article')}, ${count(library.passages, 'passage')}`,
    },
    {
      label: 'records',
      value: `${count(records.questions, 'question')}, ${count(records.votes, 'vote')}, settings of ${count(records.settings, 'server')}`,
    },
    {
      label: 'checksums',
      value: `the same on both sides: index ${library.sha256.slice(0, SHOWN_DIGITS)}, records ${records.sha256.slice(0, SHOWN_DIGITS)}`,
    },
    {
      label: 'now',
      value:
        direction === 'to'
          ? 'set DATABASE_URL to this database in .env, and start the bot again'
          : 'take DATABASE_URL out of .env, and start the bot again',
    },
  ];
}
