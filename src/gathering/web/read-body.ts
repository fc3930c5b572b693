import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createUnzip } from 'node:zlib';
import { ExpectedError } from '../../errors.ts';

/**
 * Reads an answer's body, decompressed, and gives up as soon as it is larger than allowed: a few kilobytes on
 * the wire may hold gigabytes.
 * @throws ExpectedError `fetch-refused` for one that is too large or compressed in a way that was not asked for.
 */
export async function readBody(
  body: Readable,
  encoding: string,
  limit: { readonly maxBytes: number; readonly cut: boolean },
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of decompress(body, encoding) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > limit.maxBytes && !limit.cut) throw tooLarge(limit.maxBytes);
    chunks.push(chunk);
    if (bytes > limit.maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, limit.maxBytes);
}

/** The error of an answer that is larger than allowed. */
export function tooLarge(maxBytes: number): ExpectedError {
  return new ExpectedError('fetch-refused', `it is larger than ${Math.round(maxBytes / 1024 / 1024)} MB`, {
    facts: { maxBytes },
  });
}

function decompress(body: Readable, encoding: string): Readable {
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return body;
  if (!['gzip', 'x-gzip', 'deflate', 'br'].includes(name)) {
    body.destroy();
    throw new ExpectedError(
      'fetch-refused',
      `it is compressed in a way that is not known (${name.slice(0, 40)})`,
    );
  }
  const decoder = name === 'br' ? createBrotliDecompress() : createUnzip();
  // A failure on either side ends both; whoever reads the decoder is told.
  return pipeline(body, decoder, () => {});
}
