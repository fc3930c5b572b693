import hnswlib from 'hnswlib-node';
import { checkUnitVector } from '../unit-vector.ts';

/**
 * Links of a point; 16 finds .994 of the ten nearest among 100,000 passages (shared measurements), more costs
 * memory and time for less than a hundredth.
 */
const M = 16;
const EF_CONSTRUCTION = 200;
/**
 * Candidates held during a search at least, and one more for every so many points: a fixed number finds ever fewer of
 * the nearest as a graph grows. Of vectors mixed from real ones, 100 find .996 of the ten nearest among 100,000, .990
 * among 300,000 and .961 among 500,000; one for every 1,250 points .996 and .987 of the latter (docs/performance.md).
 */
const LEAST_EF_SEARCH = 100;
const POINTS_A_CANDIDATE = 1_250;
/** The same insertions give the same graph. */
const RANDOM_SEED = 100;
/** Room that an index is made with at least; hnswlib cannot grow one that has none. */
const LEAST_CAPACITY = 16;
/** Labels are kept in 32 bits; a greater one would be cut off in silence. */
const MAX_LABEL = 2 ** 32 - 1;

/** A neighbour: the label given at insertion, and the cosine (−1…1). */
export interface Neighbour {
  readonly label: number;
  readonly similarity: number;
}

/** An HNSW graph over unit vectors (https://arxiv.org/abs/1603.09320); hnswlib-node is named in this file only. */
export interface VectorIndex {
  /** Points in the graph, hidden ones included. */
  readonly count: number;
  /** Labels of all points, hidden ones included. */
  labels(): readonly number[];
  /** Hides a point that can be found; its place in the graph is kept. */
  hide(label: number): void;
  /** Makes a hidden point findable again. */
  unhide(label: number): void;
  /**
   * Adds a point, growing the index where it is full.
   * @throws RangeError for a vector of another length, not finite or not of norm 1: hnswlib would take it in
   * silence and lose others.
   */
  add(label: number, vector: Float32Array): void;
  /** The `limit` nearest points, nearest first. The filter must not throw: that aborts the process. */
  search(vector: Float32Array, limit: number, filter?: (label: number) => boolean): readonly Neighbour[];
  /** Writes the graph to a file; a full disk goes unnoticed here: check the file. */
  write(file: string): Promise<void>;
}

/** An empty index with room for `capacity` points. */
export function createVectorIndex(dimensions: number, capacity: number): VectorIndex {
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions);
  graph.initIndex(Math.max(LEAST_CAPACITY, capacity), M, EF_CONSTRUCTION, RANDOM_SEED);
  return wrap(graph, dimensions);
}

/** Reads a file that has been verified: hnswlib crashes on a damaged one. Rejects where it cannot be read. */
export async function readVectorIndex(file: string, dimensions: number): Promise<VectorIndex> {
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions);
  await graph.readIndex(file);
  // An index saved empty comes back without room: growing it fails, and the failure corrupts the heap.
  if (graph.getMaxElements() === 0) return createVectorIndex(dimensions, 0);
  return wrap(graph, dimensions);
}

/** Candidates held during a search among `count` points. */
function searchWidth(count: number): number {
  return Math.max(LEAST_EF_SEARCH, Math.round(count / POINTS_A_CANDIDATE));
}

function wrap(graph: hnswlib.HierarchicalNSW, dimensions: number): VectorIndex {
  return {
    get count() {
      return graph.getCurrentCount();
    },
    labels: () => graph.getIdsList(),
    hide: (label) => graph.markDelete(label),
    unhide: (label) => graph.unmarkDelete(label),
    add(label, vector) {
      checkUnitVector(vector, dimensions);
      if (!Number.isInteger(label) || label < 0 || label > MAX_LABEL) {
        throw new RangeError(`${label} cannot label a point`);
      }
      if (graph.getCurrentCount() === graph.getMaxElements()) graph.resizeIndex(graph.getMaxElements() * 2);
      graph.addPoint(Array.from(vector), label);
    },
    search(vector, limit, filter) {
      checkUnitVector(vector, dimensions);
      const count = graph.getCurrentCount();
      if (count === 0 || limit < 1) return [];
      // hnswlib falls back to 10 after a load, and an index may have grown since the last search.
      graph.setEf(searchWidth(count));
      const { neighbors, distances } = graph.searchKnn(Array.from(vector), Math.min(limit, count), filter);
      return neighbors
        .map((label, index) => ({ label, similarity: 1 - (distances[index] as number) }))
        .sort((a, b) => b.similarity - a.similarity || a.label - b.label);
    },
    async write(file) {
      await graph.writeIndex(file);
    },
  };
}
