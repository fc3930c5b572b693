// Pure: values as PostgreSQL keeps them.
/** Bytes before the values of a vector in binary: how many there are, and nothing, in 16 bits each. */
const VECTOR_HEADER_BYTES = 4;

/** A vector as the bytes that `vector_recv` takes; as a parameter of its own only, not within an array. */
export function toVectorBytes(values: Float32Array): Buffer {
  const bytes = Buffer.alloc(VECTOR_HEADER_BYTES + values.byteLength);
  bytes.writeUInt16BE(values.length);
  for (const [at, value] of values.entries()) bytes.writeFloatBE(value, VECTOR_HEADER_BYTES + at * 4);
  return bytes;
}

/** A vector as pgvector reads it; every digit that a Float32 needs is there. */
export function toVectorText(values: Float32Array): string {
  return `[${values.join(',')}]`;
}

/** Float32 values of what `vector_send` gives, which are big-endian. */
export function toFloats(blob: Buffer): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(blob.subarray(VECTOR_HEADER_BYTES)).swap32()).buffer);
}
