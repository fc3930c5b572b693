import { expect, test } from 'vitest';
import { toBytes, toFloats } from '../../src/library/sqlite/values.ts';

test.each([0, 1, 4])(
  'floats and bytes are read from a blob that begins at byte %i of its memory',
  (offset) => {
    const floats = Float32Array.from([0.5, -1, 3]);
    const memory = Buffer.alloc(offset + floats.byteLength + 5);
    Buffer.from(floats.buffer).copy(memory, offset);
    const blob = memory.subarray(offset, offset + floats.byteLength);
    expect(toFloats(blob)).toEqual(floats);
    expect(toBytes(blob)).toEqual(new Uint8Array(floats.buffer));
  },
);
