import { join } from 'node:path';
import { searchExactly } from '../exact-search.ts';
import type { VectorIndex } from '../hnsw/vector-index.ts';
import type { Library, Snapshot } from '../library.ts';
import { createArticleStore } from './article-store.ts';
import { DATABASE_FILE, type Database, guarded, openDatabase } from './database.ts';
import { createGenerationStore } from './generation-store.ts';
import { createIndexKeeper } from './index-keeper.ts';
import { createKeywordSearch } from './keyword-search.ts';
import { createPassageStore } from './passage-store.ts';
import { takeRebuildLock } from './rebuild-lock.ts';
import { createSnapshot } from './snapshot.ts';

/** Neighbours compared when the vector index is checked. */
const CHECKED_NEIGHBOURS = 10;

/** A snapshot with the index that it searches. */
interface Loaded {
  readonly snapshot: Snapshot;
  readonly index: VectorIndex;
}

/**
 * A library in one folder: a SQLite database, which is the truth, and a file with the vector index of each
 * generation, which is a cache.
 * @throws ExpectedError `database-damaged`, `database-newer`, `disk-full` or `config`.
 */
export async function createSqliteLibrary(options: {
  /** Made where it is missing. */
  readonly folder: string;
  readonly dimensions: number;
  /** Told in a plain line what was mended. */
  readonly onNotice?: (message: string) => void;
}): Promise<Library> {
  const { folder, dimensions, onNotice = () => {} } = options;
  const databaseFile = join(folder, DATABASE_FILE);
  const database = await openDatabase(folder);
  const guard = <T>(work: () => T): T => guarded(databaseFile, work);
  const { articles, passages, generations, keywords } = guard(() => prepareStores(database));
  const keeper = createIndexKeeper({ folder, databaseFile, dimensions, passages, generations, onNotice });
  let loaded = new Map<number, Promise<Loaded>>();

  /** A generation's snapshot, loaded once; those that are no longer kept are let go. */
  function load(generation: number): Promise<Loaded> {
    const known = loaded.get(generation);
    if (known) return known;
    const loading = readGeneration(generation);
    const { served, former } = guard(() => generations.pointer());
    loaded = new Map([...loaded].filter(([kept]) => kept === served || kept === former));
    loaded.set(generation, loading);
    loading.catch(() => loaded.delete(generation));
    return loading;
  }

  async function readGeneration(generation: number): Promise<Loaded> {
    const index = await guardAsync(() => keeper.load(generation));
    return guard(() => {
      const info = generations.info(generation);
      if (info === null) throw new Error(`generation ${generation} is gone`);
      const listed = generations.listed(generation);
      return {
        index,
        snapshot: createSnapshot({ info, listed, index, passages, articles, keywords, guard }),
      };
    });
  }

  async function guardAsync<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      return guard(() => {
        throw error;
      });
    }
  }

  const snapshotOf = async (generation: number) =>
    guard(() => generations.info(generation)) === null ? null : (await load(generation)).snapshot;

  return {
    async current() {
      const { served } = guard(() => generations.pointer());
      return served === null ? null : snapshotOf(served);
    },
    async served() {
      return guard(() => {
        const { served } = generations.pointer();
        return served === null ? null : generations.info(served);
      });
    },
    snapshot: snapshotOf,

    lock: () => guardAsync(() => takeRebuildLock(folder)),
    knownVersion: async (hash) => guard(() => articles.version(hash)),
    knownEvidence: async (hashes) => guard(() => articles.knownEvidence(hashes)),
    storeArticle: async (entry) => guard(() => articles.store(entry)),

    async buildGeneration({ onProgress = () => {}, ...build }) {
      const served = guard(() => generations.pointer().served);
      const base = served !== null && generations.info(served)?.modelId === build.modelId ? served : null;
      const generation = guard(() => generations.insert(build));
      try {
        await guardAsync(() => keeper.build(generation, base, onProgress));
      } catch (error) {
        guard(() => generations.remove(generation));
        throw error;
      }
      return guard(() => generations.info(generation)) as NonNullable<ReturnType<typeof generations.info>>;
    },

    members: async (generation) => guard(() => generations.members(generation)),

    async checkVectorIndex(generation, sample) {
      const { index } = await load(generation);
      const members = guard(() => passages.members(generation));
      const step = Math.max(1, members.length / sample);
      const vectors = guard(() =>
        members.flatMap(({ passageKey }) => {
          const vector = passages.vector(passageKey);
          return vector ? [{ passageKey, vector }] : [];
        }),
      );
      let found = 0;
      let expected = 0;
      let checked = 0;
      for (let at = 0; at < vectors.length && checked < sample; at += step, checked++) {
        const query = vectors[Math.floor(at)]?.vector as Float32Array;
        const exact = searchExactly(query, vectors, CHECKED_NEIGHBOURS);
        // Passages with one text share a vector: any of them is as near.
        const least = (exact.at(-1)?.score ?? 0) - 1e-6;
        found += index.search(query, exact.length).filter(({ similarity }) => similarity >= least).length;
        expected += exact.length;
      }
      return { recall: expected === 0 ? 1 : found / expected, checked };
    },

    async serve(generation, proof) {
      guard(() => generations.serve(generation, proof));
      guard(() => generations.prune());
      await keeper.sweep();
    },
    async discard(generation) {
      // Its articles stay until the next swap: a build that is mended need not embed them again.
      guard(() => generations.remove(generation));
      loaded.delete(generation);
      await keeper.sweep();
    },
    async rollback() {
      const generation = guard(() => generations.rollback());
      return guard(() => generations.info(generation)) as NonNullable<ReturnType<typeof generations.info>>;
    },
    async close() {
      if (database.open) database.close();
    },
  };
}

function prepareStores(database: Database) {
  return {
    articles: createArticleStore(database),
    passages: createPassageStore(database),
    generations: createGenerationStore(database),
    keywords: createKeywordSearch(database),
  };
}
