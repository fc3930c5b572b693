import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mendSpelling } from '../../src/answer/mend-spelling.ts';
import { editDistance, mayBeSlip, nearestSpelling } from '../../src/answer/spelling.ts';
import { build, openEmbedder, openLibrary } from '../support/open-parts.ts';
import { STORIES, writeSeeds } from '../support/seeds.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const known = (...stems: readonly string[]) => stems.map((stem, index) => ({ stem, frequency: index + 1 }));

describe('editDistance', () => {
  it.each([
    ['solberg', 'solberg', 0],
    ['solbreg', 'solberg', 1],
    ['solbrg', 'solberg', 1],
    ['sollberg', 'solberg', 1],
    ['salberk', 'solberg', 2],
    ['', 'abc', 3],
  ])('%s to %s is %d', (a, b, expected) => {
    expect(editDistance(a, b)).toBe(expected);
  });

  it('is the same both ways, and no more than the letters there are', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
        expect(editDistance(a, b) === 0).toBe(a === b);
      }),
    );
  });
});

describe('nearestSpelling', () => {
  it('takes the nearest, of equally near ones the most frequent', () => {
    expect(nearestSpelling('marhavn', known('marhaven', 'harbour'))?.stem).toBe('marhaven');
    expect(nearestSpelling('telescop', known('telescope', 'telescops'))?.stem).toBe('telescops');
  });

  it('leaves alone what is no slip', () => {
    expect(nearestSpelling('penguin', known('penguinaria', 'harbour'))).toBeNull();
    // Another country, not a misspelt child.
    expect(nearestSpelling('chile', known('child'))).toBeNull();
    expect(nearestSpelling('solberg', known('solb3rg'))).toBeNull();
  });

  it('is asked for words of letters only, long enough to tell', () => {
    expect(['2500', 'syri', 'b52s1', 'syria', 'évora'].filter(mayBeSlip)).toEqual(['syria', 'évora']);
  });
});

describe('mendSpelling', () => {
  it('replaces only words that stand nowhere in the index', async () => {
    const folder = await temporaryFolder();
    await writeSeeds(folder, STORIES);
    const embedder = await openEmbedder();
    const library = await openLibrary(await temporaryFolder(), embedder);
    await build(library, embedder, folder);
    const snapshot = (await library.current()) as NonNullable<Awaited<ReturnType<typeof library.current>>>;
    expect(await mendSpelling('What did mayor Slberg open in Lundvki?', snapshot)).toBe(
      'What did mayor Slberg open in Lundvik?'.replace('Slberg', 'Solberg'),
    );
    expect(await mendSpelling('who lends telescopes in Marhaven', snapshot)).toBe(
      'who lends telescopes in Marhaven',
    );
    expect(await mendSpelling('What did the penguin say?', snapshot)).toBe('What did the penguin say?');
  });
});
