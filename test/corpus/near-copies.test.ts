import { describe, expect, it } from 'vitest';
import { findNearCopies, minHash, resemblance } from '../../src/corpus/near-copies.ts';

/** Words drawn from a vocabulary by a seeded generator (mulberry32): as different as two stories can be. */
function story(words: number, seed: number): string {
  let state = seed * 0x9e3779b9;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  return Array.from({ length: words }, () => `word${next() % 5000}`).join(' ');
}

describe('minHash', () => {
  it('is the same for texts that differ in case and punctuation only', () => {
    expect(minHash('The minister resigned on Friday, he said.')).toEqual(
      minHash('the MINISTER resigned — on Friday he said'),
    );
  });

  it('estimates the share of shingles in common', () => {
    const shared = story(600, 1);
    const a = `${shared} ${story(200, 2)}`;
    const b = `${shared} ${story(200, 3)}`;
    // 600 of 1,000 words are in both: about 596 of 996 shingles.
    expect(resemblance(minHash(a), minHash(b))).toBeGreaterThan(0.42);
    expect(resemblance(minHash(a), minHash(b))).toBeLessThan(0.78);
  });

  it('takes a text shorter than a shingle', () => {
    expect(resemblance(minHash('Short.'), minHash('short'))).toBe(1);
    expect(minHash('')).toHaveLength(64);
  });
});

describe('findNearCopies', () => {
  it('names the first telling for a cut wire story and leaves other stories alone', () => {
    const wire = story(500, 1);
    const cut = `Our own lead. ${wire.split(' ').slice(0, 420).join(' ')}`;
    const other = story(500, 2);
    expect(findNearCopies([wire, other, cut, wire].map(minHash))).toEqual([null, null, 0, 0]);
  });

  it('finds nothing among different texts', () => {
    const signatures = Array.from({ length: 60 }, (_, i) => minHash(story(200, i + 1)));
    expect(findNearCopies(signatures).every((original) => original === null)).toBe(true);
  });
});
