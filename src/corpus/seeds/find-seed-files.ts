import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { ExpectedError } from '../../errors.ts';
import { SEED_FORMATS } from './formats.ts';
import { OWN_QUESTIONS_FILE } from './own-questions.ts';

/** A seed file that was found, or a part of the folder that cannot be read. */
export interface FoundFile {
  /** Relative to the seeds folder, with `/`. */
  readonly file: string;
  readonly path: string;
  readonly bytes: number;
}

/** A file or folder that cannot be read, and why. */
export interface UnreadableFile {
  readonly file: string;
  readonly reason: string;
  /** It was taken away meanwhile, or is a link that leads nowhere. */
  readonly isGone: boolean;
}

/**
 * The seed files of a folder and its subfolders, in the order of their paths; hidden ones and other kinds of
 * files are passed over.
 * @throws ExpectedError `no-seeds` where the folder is missing, `seeds-unreadable` where it cannot be read.
 */
export async function findSeedFiles(
  folder: string,
): Promise<{ readonly files: readonly FoundFile[]; readonly unreadable: readonly UnreadableFile[] }> {
  const files: FoundFile[] = [];
  const unreadable: UnreadableFile[] = [];
  const visited = new Set<string>();
  const nameOf = (path: string) => relative(folder, path).split(sep).join('/');

  async function walk(current: string, entries: readonly Dirent[]): Promise<void> {
    // Links may lead in a circle.
    const real = await realpath(current);
    if (visited.has(real)) return;
    visited.add(real);
    for (const { name } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      if (!name.startsWith('.')) await visit(join(current, name));
    }
  }

  async function visit(path: string): Promise<void> {
    try {
      const found = await stat(path);
      if (found.isDirectory()) await walk(path, await readdir(path, { withFileTypes: true }));
      else if (found.isFile() && isSeed(nameOf(path)))
        files.push({ file: nameOf(path), path, bytes: found.size });
    } catch (error) {
      unreadable.push({ file: nameOf(path), reason: whyUnreadable(error), isGone: isGone(error) });
    }
  }

  await walk(folder, await readTop(folder));
  return { files, unreadable };
}

/** Whether there is nothing to be read, as opposed to something that cannot be. */
export function isGone(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

/** Why a file or folder cannot be read, in plain words. */
export function whyUnreadable(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read; change its permissions';
  if (isGone(error)) return 'it is gone, or a link that leads nowhere';
  return `it cannot be read (${code ?? String(error)})`;
}

function isSeed(file: string): boolean {
  return file !== OWN_QUESTIONS_FILE && extname(file).toLowerCase() in SEED_FORMATS;
}

async function readTop(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new ExpectedError(
        'no-seeds',
        `The seeds folder ${folder} does not exist; make it and put articles in it, or name another with --seeds.`,
        { cause },
      );
    }
    throw new ExpectedError(
      'seeds-unreadable',
      `The seeds folder ${folder} is unreadable: ${whyUnreadable(cause)}.`,
      {
        cause,
      },
    );
  }
}
