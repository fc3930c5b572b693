// Pure: whole numbers in 7 bits a byte, least first, the eighth bit set where more follow (LEB128).

/** Grows as numbers of at least 0 are written to it. */
export function createVarintWriter() {
  let bytes = Buffer.allocUnsafe(64);
  let length = 0;
  return {
    write(value: number): void {
      if (length + 8 > bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(bytes.length)]);
      let rest = value;
      while (rest >= 128) {
        bytes[length++] = (rest % 128) | 128;
        rest = Math.floor(rest / 128);
      }
      bytes[length++] = rest;
    },
    /** What was written; the writer must not be used after it. */
    bytes: (): Buffer => bytes.subarray(0, length),
  };
}

/** Reads numbers one after the other. */
export function createVarintReader(bytes: Uint8Array) {
  let at = 0;
  return {
    isAtEnd: (): boolean => at >= bytes.length,
    read(): number {
      let byte = bytes[at++] as number;
      if (byte < 128) return byte;
      let value = byte & 127;
      for (let unit = 128; byte >= 128; unit *= 128) {
        byte = bytes[at++] as number;
        value += (byte & 127) * unit;
      }
      return value;
    },
  };
}
