import { open } from 'node:fs/promises';

/** Bits that are flipped in a file at once, at most. */
export const MOST_BITS = 8;

/** Flips 1 to `MOST_BITS` bits of a file at random places. @returns the places, in bytes */
export async function flip(file: string, random: () => number): Promise<readonly number[]> {
  const handle = await open(file, 'r+');
  try {
    const { size } = await handle.stat();
    const places = Array.from({ length: 1 + Math.floor(random() * MOST_BITS) }, () =>
      Math.floor(random() * size),
    );
    for (const place of places) {
      const byte = Buffer.alloc(1);
      await handle.read(byte, 0, 1, place);
      byte[0] = (byte[0] as number) ^ (1 << Math.floor(random() * 8));
      await handle.write(byte, 0, 1, place);
    }
    return places;
  } finally {
    await handle.close();
  }
}
