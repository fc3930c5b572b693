import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createRandom } from '../../eval/statistics/random.ts';
import type { Library, PassageFilter, Snapshot } from '../../src/library/library.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { LibraryStage } from './contract.ts';
import { DIMENSIONS } from './dimensions.ts';
import {
  articleOf,
  buildOf,
  type Outline,
  paragraphsOf,
  serveArticles,
  store,
  unitVector,
  vectorOfText,
} from './generated.ts';

const HARBOUR: Outline = {
  id: 'harbour',
  title: 'A new ferry harbour',
  publishedAt: '2026-03-02',
  paragraphs: ['The café at the harbour opened.', 'Soldiers were running to the boats.'],
};
const ORCHARD: Outline = {
  id: 'orchard',
  title: 'Frost in May',
  publishedAt: '2026-05-07T10:00:00.000Z',
  paragraphs: ['Frost destroyed half of the apples.'],
};
const UNDATED: Outline = { id: 'undated', title: 'A bridge', paragraphs: ['The bridge is old.'] };
const STORIES = [HARBOUR, ORCHARD, UNDATED];

const dimensions = DIMENSIONS;

/**
 * The rarer cases of what every library does.
 */
export function describeLibraryEdges(name: string, { open: openLibrary }: Pick<LibraryStage, 'open'>): void {
  async function open(folder?: string): Promise<Library> {
    const library = await openLibrary(folder ?? (await temporaryFolder()));
    onTestFinished(() => library.close());
    return library;
  }
  async function openWith(outlines: readonly Outline[]) {
    const library = await open();
    const served = await serveArticles(library, outlines, dimensions);
    return { library, snapshot: (await library.current()) as Snapshot, ...served };
  }
  const outlinesOf = (count: number, passages: number, seed: number): readonly Outline[] =>
    Array.from({ length: count }, (_, index) => ({
      id: `a${seed}-${index}`,
      publishedAt: index % 5 === 0 ? null : `2026-${String((index % 12) + 1).padStart(2, '0')}-15`,
      paragraphs: paragraphsOf(passages, seed * 1000 + index),
    }));
  const textsOf = async (snapshot: Snapshot, words: readonly string[], filter?: PassageFilter) => {
    const hits = await snapshot.matching(words, 10, filter);
    return Promise.all(
      (await snapshot.passages(hits.map(({ passageKey }) => passageKey))).map(async ({ articleKey, span }) =>
        (await snapshot.article(articleKey))?.text.slice(span.start, span.end),
      ),
    );
  };

  describe(`${name}: storing articles`, () => {
    it('stores nothing of an article whose evidence is missing', async () => {
      const library = await open();
      const entry = articleOf(HARBOUR, dimensions);
      await expect(library.storeArticle({ ...entry, evidence: new Map() })).rejects.toThrow(/evidence/);
      expect(await library.knownVersion(entry)).toBeNull();
    });

    it.each([
      ['another length', () => unitVector(createRandom(1), dimensions + 8)],
      ['a NaN', () => unitVector(createRandom(1), dimensions).fill(Number.NaN, 0, 1)],
      ['an infinity', () => unitVector(createRandom(1), dimensions).fill(Number.POSITIVE_INFINITY, 0, 1)],
      ['another norm than 1', () => unitVector(createRandom(1), dimensions).map((value) => value * 1.01)],
    ])('refuses a vector with %s', async (_, vector) => {
      const library = await open();
      const entry = articleOf(ORCHARD, dimensions);
      const evidence = new Map(
        [...entry.evidence].map(([hash, known]) => [hash, { ...known, vector: vector() }] as const),
      );
      await expect(library.storeArticle({ ...entry, evidence })).rejects.toThrow(RangeError);
      expect(await library.knownVersion(entry)).toBeNull();
    });
  });

  describe(`${name}: generations`, () => {
    it('gives the members back as they were given', async () => {
      const library = await open();
      const [first, second, third] = await store(library, STORIES, dimensions);
      if (!first || !second || !third) throw new Error('three were stored');
      const members = [third, { ...first, duplicateOf: third.articleKey }, { ...second, exactCopy: true }];
      const { generation, duplicates } = await buildOf(library, members);
      const found = await library.members(generation);
      const byKey = (a: { articleKey: number }, b: { articleKey: number }) => a.articleKey - b.articleKey;
      expect(found.map(({ versionHash: _, id: __, ...member }) => member).sort(byKey)).toEqual(
        members.sort(byKey),
      );
      expect(found.find(({ articleKey }) => articleKey === first.articleKey)).toMatchObject({
        id: 'harbour',
        versionHash: articleOf(HARBOUR, dimensions).versionHash,
      });
      expect(duplicates).toBe(1);
    });

    it('tells how far a build is, up to the end', async () => {
      const library = await open();
      const members = await store(library, outlinesOf(20, 10, 1), dimensions);
      const seen: number[] = [];
      await library.buildGeneration({
        members,
        modelId: 'made-up',
        seedsFolder: '/seeds',
        indexedAt: '2026-11-22T10:00:00.000Z',
        onProgress: (done, total) => {
          expect(total).toBe(200);
          seen.push(done);
        },
      });
      expect(seen).toEqual(seen.toSorted((a, b) => a - b));
      expect(seen.at(-1)).toBe(200);
    });

    it('loads a generation once, however many ask at a time', async () => {
      const { library } = await openWith(STORIES);
      const [first, ...others] = await Promise.all(Array.from({ length: 8 }, () => library.current()));
      for (const other of others) expect(other).toBe(first);
    });

    it('keeps what a snapshot finds while another generation is built and served', async () => {
      const { library, snapshot } = await openWith(STORIES);
      const query = vectorOfText('anything', dimensions);
      const look = async () => ({
        info: snapshot.info,
        nearest: await snapshot.nearest(query, 10),
        matching: await textsOf(snapshot, ['harbour', 'frost', 'bridge']),
        articles: await snapshot.articles(),
      });
      const before = await look();
      const more = outlinesOf(10, 5, 2);
      await store(library, more, dimensions);
      expect(await look()).toEqual(before);
      await serveArticles(library, more, dimensions);
      expect(await look()).toEqual(before);
    });

    it('lets an old snapshot find less, and never fail, once its generation is dropped', async () => {
      const { library, snapshot, keys } = await openWith([HARBOUR]);
      await serveArticles(library, [ORCHARD], dimensions);
      await serveArticles(library, [UNDATED], dimensions);
      const hits = await snapshot.nearest(vectorOfText('anything', dimensions), 2);
      expect(await snapshot.passages(hits.map(({ passageKey }) => passageKey))).toEqual([]);
      expect(await snapshot.matching(['harbour'], 5)).toEqual([]);
      expect(await snapshot.article(keys[0] as number)).toBeNull();
    });

    it('discards what was never served, and nothing else', async () => {
      const { library, info } = await openWith([HARBOUR]);
      const built = await buildOf(library, await store(library, [HARBOUR, ORCHARD], dimensions));
      await library.discard(built.generation);
      expect(await library.snapshot(built.generation)).toBeNull();
      await expect(library.discard(info.generation)).rejects.toThrow();
      expect((await library.current())?.info).toEqual(info);
      expect(await textsOf((await library.current()) as Snapshot, ['harbour'])).toHaveLength(2);
    });

    it('does not serve what was never built', async () => {
      const { library, info } = await openWith([HARBOUR]);
      await expect(library.serve(99, {})).rejects.toThrow();
      expect(await library.served()).toEqual(info);
    });

    it('takes serving the served one again for nothing to do', async () => {
      const { library } = await openWith([HARBOUR]);
      await serveArticles(library, [ORCHARD], dimensions);
      await library.serve(2, {});
      expect((await library.rollback()).generation).toBe(1);
    });

    it('serves a generation without passages, and one after it', async () => {
      const { library, snapshot, info } = await openWith([]);
      expect(info).toMatchObject({ articles: 0, passages: 0, newestPublishedAt: null });
      expect(await snapshot.nearest(vectorOfText('anything', dimensions), 5)).toEqual([]);
      expect(await snapshot.matching(['harbour'], 5)).toEqual([]);
      expect(await snapshot.articles()).toEqual([]);
      expect(await library.checkVectorIndex(1, 10)).toEqual({ recall: 1, checked: 0 });
      await serveArticles(library, STORIES, dimensions);
      expect(await (await library.current())?.nearest(vectorOfText('anything', dimensions), 9)).toHaveLength(
        4,
      );
    });

    it('is as good grown from the served one as built anew', async () => {
      const { library } = await openWith(outlinesOf(30, 10, 3));
      const grown = [...outlinesOf(28, 10, 3), ...outlinesOf(25, 10, 4)];
      const { info, keys } = await serveArticles(library, grown, dimensions);
      const snapshot = (await library.current()) as Snapshot;
      const expected = await exactNearest(snapshot, keys);
      for (let seed = 0; seed < 20; seed++) {
        const query = unitVector(createRandom(seed), dimensions);
        expect(await snapshot.nearest(query, 5)).toEqual(closeTo(expected(query, 5)));
      }
      expect((await library.checkVectorIndex(info.generation, 50)).recall).toBeGreaterThan(0.99);
    });
  });

  describe(`${name}: the nearest passages`, () => {
    it('refuses a question vector that is none', async () => {
      const { snapshot, keys } = await openWith(STORIES);
      const bad = unitVector(createRandom(1), dimensions).fill(Number.NaN, 3, 4);
      await expect(snapshot.nearest(bad, 3)).rejects.toThrow(RangeError);
      await expect(snapshot.nearest(bad, 3, { articleKey: keys[0] as number })).rejects.toThrow(RangeError);
      await expect(snapshot.nearest(new Float32Array(3), 3)).rejects.toThrow(RangeError);
    });

    it.each([
      ['one article', (keys: readonly number[]) => ({ articleKey: keys[7] as number })],
      ['an unknown article', () => ({ articleKey: 987654 })],
      ['since a date (most)', () => ({ since: '2026-02-01' })],
      ['since a date (few)', () => ({ since: '2026-12-15' })],
      ['before a date (most)', () => ({ before: '2026-12-01' })],
      ['before a date (few)', () => ({ before: '2020-01-01' })],
      ['between moments', () => ({ since: '2026-04-15T00:00:00.000Z', before: '2026-08-15T00:00:00.000Z' })],
      ['nothing', () => ({ since: '2027-01-01' })],
    ])('keep to a filter: %s', async (_, filterOf) => {
      const outlines = outlinesOf(40, 10, 6);
      const { snapshot, keys } = await openWith(outlines);
      const filter: PassageFilter = filterOf(keys);
      const allowed = keys.filter((key, index) => {
        const { publishedAt } = outlines[index] as Outline;
        if (filter.articleKey !== undefined && key !== filter.articleKey) return false;
        if (
          filter.since !== undefined &&
          !(publishedAt && Date.parse(publishedAt) >= Date.parse(filter.since))
        )
          return false;
        return (
          filter.before === undefined || !publishedAt || Date.parse(publishedAt) < Date.parse(filter.before)
        );
      });
      const expected = await exactNearest(snapshot, allowed);
      for (let seed = 0; seed < 10; seed++) {
        const query = unitVector(createRandom(seed), dimensions);
        expect(await snapshot.nearest(query, 10, filter)).toEqual(closeTo(expected(query, 10)));
      }
      const words = await snapshot.matching(['harbour', 'ferry', 'storm'], 500, filter);
      const found = await snapshot.passages(words.map(({ passageKey }) => passageKey));
      const inAllowed = outlines
        .filter((__, index) => allowed.includes(keys[index] as number))
        .flatMap(({ paragraphs }) => paragraphs)
        .filter((paragraph) => /harbour|ferry|storm/.test(paragraph));
      expect(found).toHaveLength(inAllowed.length);
      expect(found.every(({ articleKey }) => allowed.includes(articleKey))).toBe(true);
    });

    it('are all found among passages with one text, and hide no others', async () => {
      const boilerplate = 'Sign up for our newsletter.';
      const outlines = outlinesOf(60, 4, 7).map((outline) => ({
        ...outline,
        paragraphs: [...outline.paragraphs, boilerplate, boilerplate, boilerplate],
      }));
      const { snapshot, keys, library, info } = await openWith(outlines);
      const same = await snapshot.nearest(vectorOfText(boilerplate, dimensions), 180);
      expect(same.filter(({ score }) => score > 0.999)).toHaveLength(180);
      const few = await snapshot.nearest(vectorOfText(boilerplate, dimensions), 6, {
        articleKey: keys[3] as number,
      });
      expect(few.filter(({ score }) => score > 0.999)).toHaveLength(3);
      const expected = await exactNearest(snapshot, keys);
      for (let seed = 0; seed < 20; seed++) {
        const query = unitVector(createRandom(seed), dimensions);
        expect(await snapshot.nearest(query, 3)).toEqual(closeTo(expected(query, 3)));
      }
      expect((await library.checkVectorIndex(info.generation, 50)).recall).toBeGreaterThan(0.99);
    });

    it('tells the recall of its vector index', async () => {
      const { library, info } = await openWith(outlinesOf(20, 10, 8));
      const { recall, checked } = await library.checkVectorIndex(info.generation, 40);
      expect(checked).toBe(40);
      expect(recall).toBeGreaterThan(0.98);
      expect(recall).toBeLessThanOrEqual(1);
      expect((await library.checkVectorIndex(info.generation, 1000)).checked).toBe(200);
    });
  });

  describe(`${name}: passages that match words`, () => {
    it('match any of the words, best first, with scores above 0', async () => {
      const { snapshot } = await openWith(STORIES);
      const hits = await snapshot.matching(['the', 'bridge', 'old', 'nowhere'], 10);
      expect(hits.length).toBeGreaterThan(1);
      const scores = hits.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      expect(scores.every((score) => score > 0)).toBe(true);
      expect((await textsOf(snapshot, ['the', 'bridge', 'old']))[0]).toBe('The bridge is old.');
    });

    it('are filled up to the limit although other versions match better', async () => {
      const { library } = await openWith(
        Array.from({ length: 50 }, (_, index) => ({
          id: `old${index}`,
          paragraphs: [`Zebra zebra ${index}`],
        })),
      );
      await serveArticles(
        library,
        [
          {
            id: 'new',
            paragraphs: ['A much longer report that names a zebra once, far down', 'Another zebra far away'],
          },
        ],
        dimensions,
      );
      const snapshot = (await library.current()) as Snapshot;
      expect(await snapshot.matching(['zebra'], 2)).toHaveLength(2);
      expect(await snapshot.matching(['zebra'], 10)).toHaveLength(2);
    });

    it.each([
      ['none', []],
      ['an empty one', ['']],
      ['marks', ['...', '"', '""', '*', '-', ':', '(', ')', '^', '\0', '😀', '\ud800', "'"]],
      [
        'query syntax',
        ['nowhere" OR title:*', 'NEAR(x y)', 'nowhere*', 'title:nowhere', '-nowhere', '{a b}:c'],
      ],
    ])('are none where nothing can be looked up: %s', async (_, words) => {
      const { snapshot } = await openWith(STORIES);
      expect(await snapshot.matching(words, 10)).toEqual([]);
    });

    it('are found whatever stands among the words', async () => {
      const { snapshot } = await openWith(STORIES);
      const word = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 20 }),
        fc.string({ maxLength: 20 }),
        fc.constantFrom(
          '"',
          '*',
          'NEAR',
          'AND',
          'NOT',
          'OR',
          '(',
          ')',
          ':',
          '^',
          '-',
          '\0',
          'bridge"',
          "'",
          '\ud83d',
        ),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(word, { maxLength: 20 }), async (words) => {
          const hits = await snapshot.matching(['bridge', ...words], 10);
          expect(hits.length).toBeGreaterThan(0);
          expect(hits.every(({ score }) => score > 0)).toBe(true);
        }),
        { numRuns: 300 },
      );
      const many = Array.from({ length: 5_000 }, (_, index) => `word${index}`);
      expect(await snapshot.matching(['bridge', ...many], 10)).toHaveLength(1);
      expect(
        await snapshot.matching(['bridge', 'x'.repeat(1_000_000), 'a '.repeat(100_000)], 10),
      ).toHaveLength(1);
    });
  });

  describe(`${name}: reading`, () => {
    it('gives passages in the order asked, without those it does not hold', async () => {
      const { library, snapshot, keys } = await openWith(STORIES);
      const [first, second] = await snapshot.passagesOf(keys[0] as number);
      const [third] = await snapshot.passagesOf(keys[1] as number);
      if (!first || !second || !third) throw new Error('they were stored');
      const asked = [third.passageKey, 987654, second.passageKey, first.passageKey, second.passageKey];
      expect(await snapshot.passages(asked)).toEqual([third, second, first, second]);
      await serveArticles(library, [ORCHARD], dimensions);
      expect(await (await library.current())?.passages(asked)).toEqual([third]);
      expect(await (await library.current())?.passagesOf(keys[0] as number)).toEqual([]);
    });

    it('keeps every character of a text', async () => {
      const text = 'Ünïcödé 👩‍👩‍👧 “quoted” \u00a0 \u2028 مرحبا 漢字 e\u0301';
      const { snapshot, keys } = await openWith([{ id: 'odd', title: '👍 “odd”', paragraphs: [text] }]);
      expect(await snapshot.article(keys[0] as number)).toMatchObject({
        text,
        title: '👍 “odd”',
        intact: true,
      });
      expect((await snapshot.articles())[0]?.characters).toBe(text.length);
    });

    it('lists articles newest first, undated ones last by title', async () => {
      const { snapshot } = await openWith([
        { id: 'b', title: 'B', paragraphs: ['b'] },
        { id: 'old', publishedAt: '2025-12-31T23:59:59.000Z', paragraphs: ['old', 'older'] },
        { id: 'day', publishedAt: '2026-01-01', paragraphs: ['day'] },
        { id: 'a', title: 'A', paragraphs: ['a'] },
        { id: 'late', publishedAt: '2026-01-01T01:00:00.000Z', paragraphs: ['late'] },
      ]);
      const listed = await snapshot.articles();
      expect(listed.map(({ id }) => id)).toEqual(['late', 'day', 'old', 'a', 'b']);
      expect(listed[2]).toEqual({
        articleKey: expect.any(Number),
        id: 'old',
        title: 'Title of old',
        publisher: 'Courier',
        url: null,
        publishedAt: '2025-12-31T23:59:59.000Z',
        file: 'old.json',
        duplicateOf: null,
        exactCopy: false,
        passages: 2,
        characters: 'old\n\nolder'.length,
      });
    });

    it('reads a moment without a zone, and a date, as UTC', async () => {
      const { snapshot } = await openWith([
        { id: 'moment', publishedAt: '2026-03-02T00:30:00', paragraphs: ['A storm by moment'] },
        { id: 'date', publishedAt: '2026-03-02', paragraphs: ['A storm by date'] },
        { id: 'zoned', publishedAt: '2026-03-02T00:30:00+02:00', paragraphs: ['A storm by zone'] },
      ]);
      const ids = async (filter: PassageFilter) => (await textsOf(snapshot, ['storm'], filter)).toSorted();
      expect(await ids({ since: '2026-03-02' })).toEqual(['A storm by date', 'A storm by moment']);
      expect(await ids({ before: '2026-03-02' })).toEqual(['A storm by zone']);
      expect(await ids({ since: '2026-03-02T00:15:00' })).toEqual(['A storm by moment']);
      await expect(snapshot.matching(['storm'], 5, { since: 'last week' })).rejects.toThrow(RangeError);
    });

    it('finds nothing of an exact copy, and lists it', async () => {
      const library = await open();
      const [original, copy, near] = await store(
        library,
        [HARBOUR, { ...HARBOUR, id: 'copy' }, { ...HARBOUR, id: 'near' }],
        dimensions,
      );
      if (!original || !copy || !near) throw new Error('three were stored');
      const duplicateOf = original.articleKey;
      const { generation, passages, duplicates } = await buildOf(library, [
        original,
        { ...copy, duplicateOf, exactCopy: true },
        { ...near, duplicateOf },
      ]);
      expect({ passages, duplicates }).toEqual({ passages: 4, duplicates: 2 });
      await library.serve(generation, {});
      const snapshot = (await library.current()) as Snapshot;
      const nearest = await snapshot.nearest(vectorOfText('anything', dimensions), 10);
      const matching = await snapshot.matching(['harbour'], 10);
      for (const hits of [nearest, matching]) {
        const found = await snapshot.passages(hits.map(({ passageKey }) => passageKey));
        expect(new Set(found.map(({ articleKey }) => articleKey))).toEqual(
          new Set([original.articleKey, near.articleKey]),
        );
        expect(found).toHaveLength(4);
      }
      expect(await snapshot.article(copy.articleKey)).toMatchObject({ id: 'copy' });
      expect((await snapshot.articles()).find(({ id }) => id === 'copy')).toMatchObject({
        duplicateOf,
        exactCopy: true,
        passages: 0,
      });
      // A summary of the copy reads its passages; a search does not find them.
      const own = await snapshot.passagesOf(copy.articleKey);
      expect(own).toHaveLength(2);
      expect(await snapshot.passages(own.map(({ passageKey }) => passageKey))).toEqual([]);
    });
  });

  describe(`${name}: the rebuild lock`, () => {
    it('hinders no reading', async () => {
      const { library } = await openWith(STORIES);
      const lock = await library.lock();
      expect((await library.current())?.info.generation).toBe(1);
      await lock.release();
    });
  });
}

/** Exact search over the passages of some articles, by the vectors read back. */
async function exactNearest(snapshot: Snapshot, keys: readonly number[]) {
  const passages = (await Promise.all(keys.map((key) => snapshot.passagesOf(key)))).flat();
  return (query: Float32Array, limit: number) =>
    passages
      .map(({ passageKey, vector }) => ({
        passageKey,
        score: vector.reduce((sum, value, index) => sum + value * (query[index] as number), 0),
      }))
      .sort((a, b) => b.score - a.score || a.passageKey - b.passageKey)
      .slice(0, limit);
}

/** Equal scores to six digits; the keys, too, where no two scores are equal. */
function closeTo(hits: readonly { readonly passageKey: number; readonly score: number }[]) {
  const scores = hits.map(({ score }) => score.toFixed(5));
  return hits.map(({ passageKey, score }, index) => {
    const isTie =
      scores[index - 1] === scores[index] || scores[index + 1] === scores[index] || index === hits.length - 1;
    return { passageKey: isTie ? expect.any(Number) : passageKey, score: expect.closeTo(score, 5) };
  });
}
