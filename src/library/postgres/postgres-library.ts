import { ExpectedError } from '../../errors.ts';
import type { ArticleKey, GenerationInfo, Library, Snapshot } from '../library.ts';
import { createArticleStore } from './article-store.ts';
import type { DatabaseSettings, Session } from './database.ts';
import { createGenerationStore } from './generation-store.ts';
import { createKeywordIndex } from './keywords/keyword-search.ts';
import { storeSegments } from './keywords/store-segments.ts';
import { lockNumber } from './lock-number.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';
import { createPassageStore } from './passage-store.ts';
import { type HeldLock, takeRebuildLock } from './rebuild-lock.ts';
import { followPointer } from './served-pointer.ts';
import { createSnapshot } from './snapshot.ts';
import { createVectorSearch } from './vector-search.ts';

/** A snapshot with the keyword segments that it searches. */
interface Loaded {
  readonly snapshot: Snapshot;
  readonly segments: readonly number[];
}

/** Generations held in memory: what is served, what was served, and what is being proved. */
const HELD_GENERATIONS = 3;

/**
 * A library in one schema of a PostgreSQL database, which holds all of it: what several processes and machines
 * serve together.
 * @throws ExpectedError `config`, `database-unreachable`, `database-refused`, `database-newer` or what `Database` throws.
 */
export async function createPostgresLibrary(
  options: DatabaseSettings & {
    readonly dimensions: number;
    /** For a process that runs long: hears of another process's swap at once instead of asking with each question. */
    readonly isListening?: boolean;
    /** Up to so many passages a search looks at each; the default's unless told. */
    readonly exactPassages?: number;
    /** Told in a plain line what could not be done yet. */
    readonly onNotice?: (message: string) => void;
  },
): Promise<Library> {
  const { onNotice = () => {}, isListening = false, ...settings } = options;
  const database = openDatabase(settings);
  await migrate(database).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const channel = `dateline_${lockNumber(database.schema) >>> 0}`;
  const articles = createArticleStore(database, options.dimensions);
  const generations = createGenerationStore(database, channel);
  const keywordIndex = createKeywordIndex(database);
  const vectors = createVectorSearch({ database, ...settings });
  const pointer = followPointer({ database, channel, isListening, readPointer: generations.pointer });
  const loaded = new Map<number, Promise<Loaded | null>>();
  let lock: HeldLock | null = null;

  /** A generation's snapshot, loaded once; `null` where it is not kept. */
  function load(generation: number): Promise<Loaded | null> {
    const known = loaded.get(generation);
    if (known !== undefined) return known;
    const loading = readGeneration(generation);
    loaded.set(generation, loading);
    for (const oldest of loaded.keys()) {
      if (loaded.size <= HELD_GENERATIONS) break;
      loaded.delete(oldest);
    }
    const forget = () => {
      if (loaded.get(generation) === loading) loaded.delete(generation);
    };
    loading.then((found) => (found === null ? forget() : retainSegments()), forget);
    return loading;
  }

  async function readGeneration(generation: number): Promise<Loaded | null> {
    const info = await generations.info(generation);
    if (info === null) return null;
    const view = { ...database, rows: readerOf(info).rows };
    const stored = createGenerationStore(view, channel);
    const segments = await stored.segments(generation);
    const listed = await stored.listed(generation);
    // Another process may have dropped it meanwhile.
    if ((await generations.info(generation)) === null) return null;
    const snapshot = createSnapshot({
      info,
      listed,
      articles: createArticleStore(view, options.dimensions),
      passages: createPassageStore(view),
      vectors: createVectorSearch({ database: view, ...settings }),
      keywords: keywordIndex.over(segments, view),
    });
    return { segments, snapshot };
  }

  /**
   * Reads from servers that have a generation whole: what was written before its completion has arrived there with it.
   * Where none has it, it was lost with a server, and its number may come again: then it is forgotten here.
   */
  function readerOf(info: GenerationInfo): Session {
    const { generation, indexedAt } = info;
    const reader = database.reader(
      async (server) =>
        (await createGenerationStore({ ...database, ...server }, channel).info(generation))?.indexedAt ===
        indexedAt,
    );
    return {
      async rows<Row>(sql: string, values?: readonly unknown[]) {
        try {
          return await reader.rows<Row>(sql, values);
        } catch (error) {
          if (error instanceof ExpectedError && error.code === 'database-unreachable') {
            loaded.delete(generation);
            keywordIndex.retain(new Set());
          }
          throw error;
        }
      },
    };
  }

  async function retainSegments(): Promise<void> {
    const held = await Promise.all([...loaded.values()].map((loading) => loading.catch(() => null)));
    keywordIndex.retain(new Set(held.flatMap((found) => found?.segments ?? [])));
  }

  /** Drops what is older than the former generation. The pointer has moved: what fails here is not missed. */
  async function tidy(): Promise<void> {
    try {
      await generations.prune();
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      onNotice(`What old generations left could not be removed yet: ${error.message}`);
    }
  }

  return {
    async current() {
      for (;;) {
        const { served } = await pointer.read();
        const snapshot = served === null ? null : ((await load(served))?.snapshot ?? null);
        // Two reindexes may have dropped the generation while it was loaded: then the pointer has moved on.
        if (snapshot !== null || served === (await pointer.refresh()).served) return snapshot;
      }
    },
    async served() {
      const { served } = await pointer.read();
      if (served === null) return null;
      const known = await loaded.get(served);
      return known?.snapshot.info ?? generations.info(served);
    },
    async refresh() {
      await pointer.refresh();
    },
    async former() {
      const { former } = await pointer.refresh();
      return former === null ? null : generations.info(former);
    },
    async snapshot(generation) {
      // One that was dropped by another process may still be held here.
      if ((await generations.info(generation)) === null) return null;
      return (await load(generation))?.snapshot ?? null;
    },

    async lock() {
      const taken = await takeRebuildLock(database);
      lock = taken;
      await pointer.refresh();
      return {
        async release() {
          if (lock === taken) lock = null;
          await taken.release();
        },
      };
    },
    checkWhole: () => articles.readAll(),
    knownVersion: (version) => articles.version(version),
    knownEvidence: (hashes) => articles.knownEvidence(hashes),
    entries: (articleKeys) => articles.entries(articleKeys),
    storeArticle: async (entry) => (await articles.store([entry]))[0] as ArticleKey,
    storeArticles: (entries) => articles.store(entries),

    async buildGeneration({ onProgress = () => {}, ...outline }) {
      const { served } = await pointer.refresh();
      const generation = await generations.insert(outline);
      try {
        const total = await generations.size(generation);
        onProgress(0, total);
        await storeSegments({
          database,
          generation,
          base: served,
          onProgress: (done) => onProgress(Math.min(done, total), total),
        });
        if (total > 0) await vectors.ensureGraph();
        onProgress(total, total);
        return await generations.complete(generation);
      } catch (error) {
        // On a full disk even this may fail; the next swap drops it.
        await generations.remove(generation).catch(() => undefined);
        throw error;
      }
    },

    members: (generation) => generations.members(generation),
    checkVectorIndex: (generation, sample) => vectors.checkGraph(generation, sample),

    async serve(generation, proof, former) {
      lock?.check();
      await generations.serve(generation, proof, former);
      await pointer.refresh();
      await tidy();
    },
    async discard(generation) {
      // Its articles stay until the next swap: a build that is mended need not embed them again.
      await generations.remove(generation);
      loaded.delete(generation);
    },
    async rollback() {
      const info = await generations.rollback();
      await pointer.refresh();
      return info;
    },
    async close() {
      await pointer.close();
      await Promise.allSettled(loaded.values());
      await lock?.release();
      await database.close();
    },
  };
}
