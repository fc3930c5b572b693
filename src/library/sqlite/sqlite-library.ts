import { join } from 'node:path';
import { ExpectedError } from '../../errors.ts';
import { searchEachExactly } from '../exact-search.ts';
import type { VectorIndex } from '../hnsw/vector-index.ts';
import type { ArticleKey, Library, PassageKey, Snapshot } from '../library.ts';
import { createArticleStore } from './article-store.ts';
import { checkWhole, DATABASE_FILE, type Database, guarded, openDatabase } from './database.ts';
import { createGenerationStore } from './generation-store.ts';
import { createIndexKeeper } from './index-keeper.ts';
import { takeLock } from './lock.ts';
import { createPassageStore, groupByEvidence } from './passage-store.ts';
import { createSnapshot } from './snapshot.ts';
import { createWordTable } from './word-table.ts';

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
  const { articles, passages, generations, words } = guard(() => prepareStores(database, dimensions));
  const keeper = createIndexKeeper({ folder, databaseFile, dimensions, passages, generations, onNotice });
  let loaded = new Map<number, Promise<Loaded | null>>();

  /**
   * A generation's snapshot, loaded once; `null` where it is not kept. The former one is let go, as it would
   * double the memory for a rollback that seldom comes.
   */
  function load(generation: number): Promise<Loaded | null> {
    const known = loaded.get(generation);
    if (known) return known;
    const loading = readGeneration(generation);
    const { served, former } = guard(() => generations.pointer());
    const isWanted = (kept: number) =>
      kept === served || (kept !== former && generations.info(kept) !== null);
    loaded = new Map([...loaded].filter(([kept]) => guard(() => isWanted(kept))));
    loaded.set(generation, loading);
    const forget = () => {
      if (loaded.get(generation) === loading) loaded.delete(generation);
    };
    loading.then((found) => found ?? forget(), forget);
    return loading;
  }

  async function readGeneration(generation: number): Promise<Loaded | null> {
    if (guard(() => generations.info(generation)) === null) return null;
    const members = guard(() => passages.members(generation));
    const groups = groupByEvidence(members);
    const index = await guardAsync(() => keeper.load(generation, groups.keys()));
    return guard(() => {
      const info = generations.info(generation);
      // Another process may have dropped it meanwhile.
      if (info === null) return null;
      const listed = generations.listed(generation);
      const parts = { info, dimensions, listed, members, groups, index, passages, articles, words, guard };
      return { index, snapshot: createSnapshot(parts) };
    });
  }

  /** Drops what is older than the former generation. The pointer has moved: what fails here is not missed. */
  async function tidy(): Promise<void> {
    try {
      guard(() => generations.prune());
      await keeper.sweep();
    } catch (error) {
      const isFileError = error instanceof Error && 'syscall' in error;
      if (!isFileError && !(error instanceof ExpectedError)) throw error;
      onNotice(`What old generations left could not be removed yet: ${error.message}`);
    }
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
    guard(() => generations.info(generation)) === null ? null : ((await load(generation))?.snapshot ?? null);

  return {
    async current() {
      for (;;) {
        const { served } = guard(() => generations.pointer());
        const snapshot = served === null ? null : await snapshotOf(served);
        // Two reindexes may have dropped the generation while it was loaded: then the pointer has moved on.
        if (snapshot !== null || served === guard(() => generations.pointer()).served) return snapshot;
      }
    },
    async served() {
      return guard(() => {
        const { served } = generations.pointer();
        return served === null ? null : generations.info(served);
      });
    },
    // The pointer is read anew each time.
    refresh: async () => {},
    async former() {
      return guard(() => {
        const { former } = generations.pointer();
        return former === null ? null : generations.info(former);
      });
    },
    snapshot: snapshotOf,

    lock: () => guardAsync(() => takeLock(folder, 'rebuild')),
    checkWhole: async () => checkWhole(database),
    knownVersion: async (version) => guard(() => articles.version(version)),
    knownEvidence: async (hashes) => guard(() => articles.knownEvidence(hashes)),
    entries: async (articleKeys) =>
      guard(() => articleKeys.flatMap((articleKey) => articles.entry(articleKey) ?? [])),
    storeArticle: async (entry) => guard(() => articles.store([entry])[0] as ArticleKey),
    storeArticles: async (entries) => guard(() => articles.store(entries)),

    async buildGeneration({ onProgress = () => {}, ...build }) {
      const served = guard(() => generations.pointer().served);
      const base = served !== null && generations.info(served)?.modelId === build.modelId ? served : null;
      const generation = guard(() => generations.insert(build));
      try {
        await guardAsync(() => keeper.build(generation, base, onProgress));
      } catch (error) {
        try {
          generations.remove(generation);
        } catch {
          // On a full disk even this may fail; the next swap drops it.
        }
        throw error;
      }
      return guard(() => generations.info(generation)) as NonNullable<ReturnType<typeof generations.info>>;
    },

    members: async (generation) => guard(() => generations.members(generation)),

    async checkVectorIndex(generation, sample) {
      const { index } = (await load(generation)) ?? {};
      if (index === undefined) throw new Error(`generation ${generation} is not kept`);
      const points = guard(() => [...groupByEvidence(passages.members(generation)).keys()]);
      const queries = guard(() => [...passages.vectors(spread(points, sample))].map(({ vector }) => vector));
      const exact = guard(() => searchEachExactly(queries, passages.vectors(points), CHECKED_NEIGHBOURS));
      let found = 0;
      let expected = 0;
      for (const [at, query] of queries.entries()) {
        const nearest = exact[at] ?? [];
        // Two texts may be equally near: either of them is right.
        const least = (nearest.at(-1)?.score ?? 0) - 1e-6;
        found += index.search(query, nearest.length).filter(({ similarity }) => similarity >= least).length;
        expected += nearest.length;
      }
      return { recall: expected === 0 ? 1 : found / expected, checked: queries.length };
    },

    async serve(generation, proof, former) {
      guard(() => generations.serve(generation, proof, former));
      await tidy();
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
      await Promise.allSettled(loaded.values());
      if (database.open) database.close();
    },
  };
}

function prepareStores(database: Database, dimensions: number) {
  return {
    articles: createArticleStore(database, dimensions),
    passages: createPassageStore(database),
    generations: createGenerationStore(database),
    words: createWordTable(database),
  };
}

/** At most `count` of some keys, evenly spread. */
function spread(keys: readonly PassageKey[], count: number): readonly PassageKey[] {
  const step = Math.max(1, keys.length / count);
  const length = Math.min(keys.length, count);
  return Array.from({ length }, (_, at) => keys[Math.floor(at * step)] as PassageKey);
}
