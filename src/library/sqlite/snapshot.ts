import { createArticleFilter } from '../article-filter.ts';
import { searchExactly } from '../exact-search.ts';
import type { VectorIndex } from '../hnsw/vector-index.ts';
import type {
  GenerationInfo,
  ListedArticle,
  PassageFilter,
  PassageKey,
  ScoredPassage,
  Snapshot,
  StoredArticle,
  StoredPassage,
} from '../library.ts';
import { checkUnitVector } from '../unit-vector.ts';
import type { createArticleStore } from './article-store.ts';
import { createKeywordSearch } from './keyword-search.ts';
import type { groupByEvidence, MemberPassage, PassageStore } from './passage-store.ts';
import type { WordTable } from './word-table.ts';

/** Below this share of allowed passages a scan of them is faster than a graph search with a filter. */
const EXACT_SHARE = 0.2;

/** The passages that a filter leaves. */
interface AllowedPassages {
  readonly size: number;
  has(passageKey: PassageKey): boolean;
}

/** A view of one generation: its membership in memory, the rest read from the database when asked for. */
export function createSnapshot(parts: {
  readonly info: GenerationInfo;
  readonly dimensions: number;
  readonly listed: readonly ListedArticle[];
  /** The generation's passages by ascending key, and those that have a text in common. */
  readonly members: readonly MemberPassage[];
  readonly groups: ReturnType<typeof groupByEvidence>;
  readonly index: VectorIndex;
  readonly passages: PassageStore;
  readonly articles: ReturnType<typeof createArticleStore>;
  readonly words: WordTable;
  /** Runs each read and puts its failures into words. */
  readonly guard: <T>(read: () => T) => T;
}): Snapshot {
  const { info, dimensions, listed, members, index, passages, articles, guard } = parts;
  const allowedArticles = createArticleFilter(listed);
  const articleOf = new Map(members.map(({ passageKey, articleKey }) => [passageKey, articleKey]));
  // Nearly every passage has a text of its own.
  const groups = new Map([...parts.groups].filter(([, group]) => group.length > 1));
  const keywords = createKeywordSearch(
    parts.words,
    members.map(({ passageKey }) => passageKey),
  );
  const held = new Set(listed.map(({ articleKey }) => articleKey));

  /** Which passages a filter allows, and how many; `null` for all of them. */
  function allowedBy(filter: PassageFilter | undefined): AllowedPassages | null {
    const articleKeys = allowedArticles(filter);
    if (articleKeys === null) return null;
    const size = listed.reduce((sum, { articleKey, passages }) => {
      return articleKeys.has(articleKey) ? sum + passages : sum;
    }, 0);
    return { size, has: (passageKey) => articleKeys.has(articleOf.get(passageKey) ?? Number.NaN) };
  }

  /** Neighbours in the graph, each with the passages that have its text. */
  function searchGraph(vector: Float32Array, limit: number, allowed: AllowedPassages | null) {
    const groupOf = (label: number) => groups.get(label) ?? (articleOf.has(label) ? [label] : []);
    const hits: ScoredPassage[] = [];
    const isFound =
      allowed === null ? undefined : (label: number) => groupOf(label).some((key) => allowed.has(key));
    for (const { label, similarity } of index.search(vector, limit, isFound)) {
      for (const passageKey of groupOf(label)) {
        if (allowed === null || allowed.has(passageKey)) hits.push({ passageKey, score: similarity });
      }
    }
    return hits.slice(0, limit);
  }

  return {
    info,

    async nearest(vector, limit, filter) {
      checkUnitVector(vector, dimensions);
      const allowed = allowedBy(filter);
      const { size } = allowed ?? articleOf;
      if (size >= articleOf.size * EXACT_SHARE) {
        const hits = searchGraph(vector, limit, allowed);
        // A graph may lose points where many are hidden or filtered.
        if (hits.length >= Math.min(limit, size)) return hits;
      }
      const candidates = [...articleOf.keys()].filter((key) => allowed?.has(key) ?? true);
      return guard(() => searchExactly(vector, passages.vectors(candidates), limit));
    },

    async matching(searched, limit, filter) {
      const allowed = allowedBy(filter);
      return guard(() =>
        keywords.search(searched, limit, allowed === null ? undefined : (key) => allowed.has(key)),
      );
    },

    async documentFrequencies(stems) {
      return guard(() => stems.map((stem) => keywords.frequency(stem)));
    },

    async wordsBeginning(letters, characters) {
      return guard(() => keywords.wordsBeginning(letters, characters));
    },

    async articleKeys(keys) {
      return keys.map((key) => articleOf.get(key) ?? null);
    },

    async passages(keys) {
      const found: StoredPassage[] = [];
      for (const key of keys) {
        const passage = articleOf.has(key) ? guard(() => passages.passage(key)) : null;
        if (passage) found.push(passage);
      }
      return found;
    },

    async passagesOf(articleKey, ordinals) {
      return held.has(articleKey) ? guard(() => passages.ofArticle(articleKey, ordinals)) : [];
    },

    async article(articleKey): Promise<StoredArticle | null> {
      return held.has(articleKey) ? guard(() => articles.article(articleKey)) : null;
    },

    async articles() {
      return listed;
    },
  };
}
