import type { FileHandle } from 'node:fs/promises';

/** What a whole index file says of itself. */
export interface IndexFileShape {
  readonly count: number;
  readonly dimensions: number;
}

/**
 * hnswlib's header: six 64-bit fields (the third the count, the fourth the bytes of a point), level and entry
 * point in 32 bits each, maxM, maxM0, M, the level multiplier, efConstruction.
 * https://github.com/nmslib/hnswlib/blob/v0.8.0/hnswlib/hnswalg.h (saveIndex)
 */
const HEADER_BYTES = 96;
const COUNT_AT = 16;
const POINT_BYTES_AT = 24;
const MAX_M0_AT = 64;

/** What a file's header says. @returns `null` where there is none */
export async function readIndexShape(file: FileHandle): Promise<IndexFileShape | null> {
  const header = await readHeader(file);
  return header === null ? null : shapeOf(header);
}

/**
 * Measures a file against its own header, without loading it: hnswlib reports success on a full disk, and
 * reading back what was cut off in the header would crash.
 * @returns `null` where the file is not whole
 */
export async function measureIndexFile(file: FileHandle): Promise<IndexFileShape | null> {
  const { size } = await file.stat();
  const header = await readHeader(file);
  if (header === null) return null;
  const { count, pointBytes } = header;
  const linksAt = HEADER_BYTES + count * pointBytes;
  const links = linksAt <= size ? await read(file, linksAt, size - linksAt) : null;
  return links !== null && isWholeList(links, count) ? shapeOf(header) : null;
}

interface Header {
  readonly count: number;
  readonly pointBytes: number;
  readonly maxLinks: number;
}

async function readHeader(file: FileHandle): Promise<Header | null> {
  const header = await read(file, 0, HEADER_BYTES);
  if (header === null) return null;
  return {
    count: Number(header.readBigUInt64LE(COUNT_AT)),
    pointBytes: Number(header.readBigUInt64LE(POINT_BYTES_AT)),
    maxLinks: Number(header.readBigUInt64LE(MAX_M0_AT)),
  };
}

/** A point is its links with their number, its vector in 32-bit floats and its 64-bit label. */
function shapeOf({ count, pointBytes, maxLinks }: Header): IndexFileShape {
  return { count, dimensions: (pointBytes - (4 * maxLinks + 4) - 8) / 4 };
}

/** Each point's links above the ground level, after their length in 32 bits. */
function isWholeList(links: Buffer, count: number): boolean {
  let at = 0;
  for (let point = 0; point < count; point++) {
    if (at + 4 > links.length) return false;
    at += 4 + links.readUInt32LE(at);
  }
  return at === links.length;
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer | null> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) return null;
    filled += bytesRead;
  }
  return buffer;
}
