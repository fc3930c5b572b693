import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sha256OfFile } from '../../sha256-of-file.ts';
import { type IndexFileShape, measureIndexFile, readIndexShape } from './index-file-shape.ts';
import { readVectorIndex, type VectorIndex } from './vector-index.ts';

/** What a file must be to be loaded. */
export interface IndexFileFacts {
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Writes an index so that the file is whole or not there: beside, flushed, measured, then renamed.
 * @throws Error where the file cannot be written whole, as on a full disk; nothing is left behind then.
 */
export async function writeIndexFile(
  index: VectorIndex,
  file: string,
  dimensions: number,
): Promise<IndexFileFacts> {
  const beside = `${file}.${randomUUID()}.tmp`;
  try {
    // hnswlib is silent about a file that it cannot make.
    await writeFile(beside, '');
    await index.write(beside);
    await flush(beside);
    const written = await withFile(beside, measureIndexFile);
    if (written?.count !== index.count || written.dimensions !== dimensions) {
      throw new Error(`not all of the ${index.count} points were written`);
    }
    const facts = await factsOf(beside);
    await rename(beside, file);
    await flush(dirname(file));
    return facts;
  } finally {
    await rm(beside, { force: true });
  }
}

/** Reads a file if it is exactly the one that was written, else `null`. */
export async function readIndexFile(
  file: string,
  dimensions: number,
  expected: IndexFileFacts,
): Promise<VectorIndex | null> {
  try {
    const { size } = await stat(file);
    if (size !== expected.bytes) return null;
    if ((await sha256OfFile(file)) !== expected.sha256) return null;
    // It was measured as a whole when it was written.
    const shape = await withFile(file, readIndexShape);
    if (shape?.dimensions !== dimensions) return null;
    const index = await readVectorIndex(file, dimensions);
    return index.count === shape.count ? index : null;
  } catch {
    // Missing or unreadable: it is built anew from the database.
    return null;
  }
}

async function withFile(
  file: string,
  look: (handle: FileHandle) => Promise<IndexFileShape | null>,
): Promise<IndexFileShape | null> {
  const handle = await open(file, 'r');
  try {
    return await look(handle);
  } finally {
    await handle.close();
  }
}

async function factsOf(file: string): Promise<IndexFileFacts> {
  return { sha256: await sha256OfFile(file), bytes: (await stat(file)).size };
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
