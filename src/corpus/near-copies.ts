// Pure. MinHash (Broder 1997, https://doi.org/10.1109/SEQUEN.1997.666900) with banding.

/** Words in a row that make one shingle: long enough that two articles share few by chance. */
const SHINGLE_WORDS = 5;
/** 64 minima estimate a resemblance to about ±.06. */
const SIGNATURE_LENGTH = 64;
/** 16 bands of 4: a pair of resemblance .5 is looked at with probability .64, of .7 with .99. */
const BAND_ROWS = 4;
/** A wire story with another lead and a cut end shares about half of its shingles; two reports of one event, under .1. */
const NEAR_COPY_RESEMBLANCE = 0.5;

/** A text by what counts for telling copies apart: its words, case and punctuation aside. */
export function wordsForCopies(text: string): readonly string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/**
 * MinHash signature of a text's word shingles: the share of equal positions estimates the share of shingles
 * that two texts have in common. Deterministic: stored signatures stay comparable.
 * @returns `SIGNATURE_LENGTH` values
 */
export function minHash(text: string): Uint32Array {
  const words = wordsForCopies(text);
  const signature = new Uint32Array(SIGNATURE_LENGTH).fill(0xffffffff);
  const shingles = Math.max(1, words.length - SHINGLE_WORDS + 1);
  for (let at = 0; at < shingles; at++) {
    const hash = fnv1a(words.slice(at, at + SHINGLE_WORDS).join(' '));
    for (let i = 0; i < SIGNATURE_LENGTH; i++) {
      const value = mix(hash ^ Math.imul(i + 1, 0x9e3779b1));
      if (value < (signature[i] as number)) signature[i] = value;
    }
  }
  return signature;
}

/** Estimated share (0…1) of shingles that two texts have in common. */
export function resemblance(a: Uint32Array, b: Uint32Array): number {
  let equal = 0;
  for (let i = 0; i < SIGNATURE_LENGTH; i++) if (a[i] === b[i]) equal++;
  return equal / SIGNATURE_LENGTH;
}

/**
 * For each text the index of the first text that tells the same story, or `null` for one that none before it
 * tells. Give the texts in order of preference (as earliest published first).
 */
export function findNearCopies(signatures: readonly Uint32Array[]): readonly (number | null)[] {
  // Only originals stand in the bands: a copy of a copy is measured against the original.
  const bands = new Map<string, number[]>();
  return signatures.map((signature, index) => {
    const keys = bandKeys(signature);
    const candidates = new Set(keys.flatMap((key) => bands.get(key) ?? []));
    const original = [...candidates]
      .sort((a, b) => a - b)
      .find((other) => resemblance(signature, signatures[other] as Uint32Array) >= NEAR_COPY_RESEMBLANCE);
    if (original !== undefined) return original;
    for (const key of keys) bands.set(key, [...(bands.get(key) ?? []), index]);
    return null;
  });
}

function bandKeys(signature: Uint32Array): readonly string[] {
  const keys: string[] = [];
  for (let row = 0; row < SIGNATURE_LENGTH; row += BAND_ROWS) {
    keys.push(`${row}:${signature.subarray(row, row + BAND_ROWS).join()}`);
  }
  return keys;
}

/** 32-bit FNV-1a over UTF-16 code units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The finaliser of MurmurHash3: every input bit reaches every output bit. */
function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
