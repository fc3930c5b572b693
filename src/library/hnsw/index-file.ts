import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type IndexFileShape, measureIndexFile } from './index-file-shape.ts';
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
    const written = await shapeOf(beside);
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
    if ((await factsOf(file)).sha256 !== expected.sha256) return null;
    const shape = await shapeOf(file);
    if (shape?.dimensions !== dimensions) return null;
    const index = await readVectorIndex(file, dimensions);
    return index.count === shape.count ? index : null;
  } catch {
    // Missing or unreadable: it is built anew from the database.
    return null;
  }
}

async function shapeOf(file: string): Promise<IndexFileShape | null> {
  const handle = await open(file, 'r');
  try {
    return await measureIndexFile(handle);
  } finally {
    await handle.close();
  }
}

async function factsOf(file: string): Promise<IndexFileFacts> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return { sha256: hash.digest('hex'), bytes: (await stat(file)).size };
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
