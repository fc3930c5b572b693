import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../eval/statistics/random.ts';
import type { Library, PassageFilter, Snapshot } from '../../../src/library/library.ts';
import { createPostgresLibrary } from '../../../src/library/postgres/postgres-library.ts';
import { createSqliteLibrary } from '../../../src/library/sqlite/sqlite-library.ts';
import { type PgliteServer, startPglite } from '../../support/start-pglite.ts';
import { DIMENSIONS } from '../dimensions.ts';
import { buildOf, type Outline, serveArticles, store } from '../generated.ts';

const ARTICLES = 150;
const PASSAGES_EACH = 12;
const VOCABULARY = 1_500;

/** Words as often as in a language: the n-th a n-th as often as the first (Zipf). */
function newsOf(count: number, seed: number): readonly Outline[] {
  const random = createRandom(seed);
  const word = () => `w${Math.floor(VOCABULARY ** random())}`;
  const words = (length: number) => Array.from({ length }, word).join(' ');
  return Array.from({ length: count }, (_, index) => ({
    id: `${seed}-${index}`,
    title: words(6),
    publishedAt: `2026-0${1 + (index % 9)}-01`,
    paragraphs: Array.from({ length: PASSAGES_EACH }, () => words(20 + Math.floor(random() * 80))),
  }));
}

let server: PgliteServer;
let folder: string;
let sqlite: Library;
let postgres: Library;
beforeAll(async () => {
  server = await startPglite();
  folder = await mkdtemp(join(tmpdir(), 'dateline-'));
  sqlite = await createSqliteLibrary({ folder, dimensions: DIMENSIONS });
  postgres = await createPostgresLibrary({
    url: server.url,
    schema: 'compared',
    poolSize: 1,
    dimensions: DIMENSIONS,
  });
  for (const library of [sqlite, postgres]) await serveArticles(library, newsOf(ARTICLES, 1), DIMENSIONS);
}, 120_000);
afterAll(async () => {
  await postgres.close();
  await sqlite.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const servedBy = async (library: Library) => (await library.current()) as Snapshot;

/** What a library finds, each hit by its place, with its score. */
async function search(library: Library, words: readonly string[], limit: number, filter?: PassageFilter) {
  const snapshot = await servedBy(library);
  const ids = new Map((await snapshot.articles()).map(({ articleKey, id }) => [articleKey, id]));
  const hits = await snapshot.matching(words, limit, filter);
  const passages = await snapshot.passages(hits.map(({ passageKey }) => passageKey));
  return passages.map(({ articleKey, ordinal }, at) => ({
    place: `${ids.get(articleKey)}:${ordinal}`,
    score: hits[at]?.score ?? 0,
  }));
}

/** Questions of rare and common words, some of them twice. */
const QUESTIONS = (() => {
  const random = createRandom(7);
  return Array.from({ length: 40 }, (_, index) =>
    Array.from({ length: 1 + (index % 12) }, () => `w${Math.floor(VOCABULARY ** (0.35 + 0.65 * random()))}`),
  );
})();

describe('keyword search on PostgreSQL', () => {
  it.each<[string, PassageFilter]>([
    ['all articles', {}],
    ['articles since a day', { since: '2026-05-01' }],
    ['articles before a day', { before: '2026-03-01' }],
  ])('finds what FTS5 ranks best, and scores it alike: %s', async (_, filter) => {
    let wanted = 0;
    let held = 0;
    for (const words of QUESTIONS) {
      const [expected, found] = [
        await search(sqlite, words, 40, filter),
        await search(postgres, words, 40, filter),
      ];
      expect(found).toHaveLength(expected.length);
      const scores = new Map(found.map(({ place, score }) => [place, score]));
      for (const { place, score } of expected) {
        wanted++;
        if (!scores.has(place)) continue;
        held++;
        expect(scores.get(place)).toBeCloseTo(score, 3);
      }
    }
    expect(held / wanted).toBeGreaterThan(0.99);
  });

  it('counts stems over all stored passages, and no more once they have gone', async () => {
    const stems = Array.from({ length: VOCABULARY }, (_, at) => `w${at}`);
    const counts = async (library: Library) => (await servedBy(library)).documentFrequencies(stems);
    expect(await counts(postgres)).toEqual(await counts(sqlite));
    for (const seed of [2, 3]) {
      for (const library of [sqlite, postgres]) await serveArticles(library, newsOf(20, seed), DIMENSIONS);
      expect(await counts(postgres)).toEqual(await counts(sqlite));
    }
    const length = { least: 2, most: 3 };
    expect(await (await servedBy(postgres)).wordsBeginning('w1', length)).toEqual(
      await (await servedBy(sqlite)).wordsBeginning('w1', length),
    );
  });

  it('counts articles once that were stored for a build which was given up', async () => {
    const given = newsOf(5, 4);
    for (const library of [sqlite, postgres]) {
      const built = await buildOf(library, await store(library, given, DIMENSIONS));
      await library.discard(built.generation);
      await serveArticles(library, [...given, ...newsOf(5, 5)], DIMENSIONS);
    }
    const stems = ['w1', 'w2', 'w30', 'w400'];
    expect(await (await servedBy(postgres)).documentFrequencies(stems)).toEqual(
      await (await servedBy(sqlite)).documentFrequencies(stems),
    );
  });
});
