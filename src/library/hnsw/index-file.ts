import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readVectorIndex, type VectorIndex } from './vector-index.ts';

/** What a file must be to be loaded. */
export interface IndexFileFacts {
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Writes an index so that the file is whole or not there: beside, flushed, read back, then renamed.
 * @throws Error where the file cannot be written whole, as on a full disk; nothing is left behind then.
 */
export async function writeIndexFile(
  index: VectorIndex,
  file: string,
  dimensions: number,
): Promise<IndexFileFacts> {
  const beside = `${file}.${randomUUID()}.tmp`;
  try {
    await index.write(beside);
    await flush(beside);
    // hnswlib reports success on a full disk: only what can be read back was written.
    const written = await readVectorIndex(beside, dimensions);
    if (written.count !== index.count)
      throw new Error(`${written.count} of ${index.count} points were written`);
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
    return await readVectorIndex(file, dimensions);
  } catch {
    // Missing or unreadable: it is built anew from the database.
    return null;
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
