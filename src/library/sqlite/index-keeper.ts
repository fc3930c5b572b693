import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { readIndexFile, writeIndexFile } from '../hnsw/index-file.ts';
import { createVectorIndex, type VectorIndex } from '../hnsw/vector-index.ts';
import type { PassageKey } from '../library.ts';
import { checkUnitVector } from '../unit-vector.ts';
import { damaged, diskFull, notWritable } from './database.ts';
import type { GenerationStore } from './generation-store.ts';
import { groupByEvidence, type PassageStore } from './passage-store.ts';

/** Insertions between two turns of the event loop: about 30 ms of work. */
const INSERTIONS_PER_TURN = 50;
/** From this share of hidden points on, a graph is built anew: hidden points are searched through in vain. */
const MAX_HIDDEN_SHARE = 0.3;

type OnProgress = (done: number, total: number) => void;

/** Keeps each generation's vector index in a file beside the database, which holds the truth. */
export function createIndexKeeper(parts: {
  readonly folder: string;
  readonly databaseFile: string;
  readonly dimensions: number;
  readonly passages: PassageStore;
  readonly generations: GenerationStore;
  readonly onNotice: (message: string) => void;
}) {
  const { folder, databaseFile, dimensions, passages, generations, onNotice } = parts;
  const fileOf = (generation: number) => join(folder, `hnsw-${generation}.bin`);
  /** What was built and not loaded yet: whoever proves it need not hold it twice. */
  let built: { readonly generation: number; readonly index: VectorIndex } | null = null;

  /** The passages that stand in a generation's index. */
  const pointsOf = (generation: number) => [...groupByEvidence(passages.members(generation)).keys()];

  /** The generation's file if it is whole and has the points that the generation needs, else `null`. */
  async function readFile(
    generation: number,
    points: Iterable<PassageKey> = pointsOf(generation),
  ): Promise<VectorIndex | null> {
    const facts = generations.indexFacts(generation);
    if (facts === null) return null;
    const index = await readIndexFile(fileOf(generation), dimensions, facts);
    if (index === null) return null;
    const labels = new Set(index.labels());
    for (const passageKey of points) if (!labels.has(passageKey)) return null;
    return index;
  }

  /** An index of a generation's passages, from that of another one where they share most, else from nothing. */
  async function make(generation: number, base: number | null, onProgress: OnProgress): Promise<VectorIndex> {
    const wanted = pointsOf(generation);
    const reused = base === null ? null : await reuse(base, new Set(wanted));
    const index = reused ?? createVectorIndex(dimensions, wanted.length);
    const present = new Set(index.labels());
    const missing = wanted.filter((passageKey) => !present.has(passageKey));
    for (const [done, passageKey] of missing.entries()) {
      if (done % INSERTIONS_PER_TURN === 0) {
        onProgress(wanted.length - missing.length + done, wanted.length);
        await nextTurn();
      }
      index.add(passageKey, vectorOf(passageKey));
    }
    onProgress(wanted.length, wanted.length);
    return index;
  }

  async function reuse(base: number, wanted: ReadonlySet<number>): Promise<VectorIndex | null> {
    const index = await readFile(base);
    if (index === null) return null;
    const labels = new Set(index.labels());
    const shared = [...wanted].filter((label) => labels.has(label)).length;
    if (labels.size - shared > labels.size * MAX_HIDDEN_SHARE) return null;
    const visible = new Set(pointsOf(base));
    for (const label of labels) {
      if (visible.has(label) && !wanted.has(label)) index.hide(label);
      if (!visible.has(label) && wanted.has(label)) index.unhide(label);
    }
    return index;
  }

  function vectorOf(passageKey: number): Float32Array {
    const vector = passages.vector(passageKey);
    if (vector === null) throw damaged(databaseFile, new Error(`passage ${passageKey} has no vector`));
    try {
      checkUnitVector(vector, dimensions);
    } catch (cause) {
      throw damaged(databaseFile, cause);
    }
    return vector;
  }

  async function write(generation: number, index: VectorIndex): Promise<void> {
    generations.noteIndexFile(generation, await writeIndexFile(index, fileOf(generation), dimensions));
  }

  return {
    /** Makes and writes a new generation's index. @throws ExpectedError `disk-full` or `config`. */
    async build(generation: number, base: number | null, onProgress: OnProgress): Promise<void> {
      const index = await make(generation, base, onProgress);
      await write(generation, index).catch((cause: NodeJS.ErrnoException) => {
        const isForbidden = /^(EACCES|EPERM|EROFS)$/.test(cause.code ?? '');
        throw isForbidden ? notWritable(folder, cause) : diskFull(fileOf(generation), cause);
      });
      built = { generation, index };
    },

    /**
     * The generation's index: as it was built just now, from its file, or from the stored vectors where the file is not
     * what was written.
     * @param points the passages that stand in it
     */
    async load(generation: number, points: Iterable<PassageKey>): Promise<VectorIndex> {
      const kept = built?.generation === generation ? built.index : null;
      built = null;
      const index = kept ?? (await readFile(generation, points));
      if (index !== null) return index;
      const rebuilt = await make(generation, null, () => {});
      onNotice(
        `The vector index ${fileOf(generation)} was missing or damaged; it was built anew from the database.`,
      );
      // Served from memory even where it cannot be written.
      await write(generation, rebuilt).catch(() => undefined);
      return rebuilt;
    },

    /** Deletes the files of generations that are gone, and what a crash left half-written. */
    async sweep(): Promise<void> {
      for (const file of await readdir(folder)) {
        const match = /^hnsw-(\d+)\.bin(\..+\.tmp)?$/.exec(file);
        if (match === null) continue;
        const isKept = match[2] === undefined && generations.info(Number(match[1])) !== null;
        if (!isKept) await rm(join(folder, file), { force: true });
      }
    },
  };
}
