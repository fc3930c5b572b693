import type { ArticleKey } from '../library.ts';
import { checkUnitVector } from '../unit-vector.ts';
import type { Database } from './database.ts';
import type { Hit } from './hit.ts';
import { toVectorBytes } from './values.ts';

/** Links of a point, as in the other library. */
const M = 16;
/**
 * Candidates while a point is inserted: over 47,000 passages of news .987 of the 80 nearest are found, with 64 .984,
 * with 200 .991 for 1.7 times the time (docs/performance.md).
 */
const EF_CONSTRUCTION = 100;
/** What a point takes besides its numbers while the graph is made, by pgvector's source; beyond the memory the making is many times slower. */
const POINT_BYTES = 1_000;
/** The server may be set to give more (maintenance_work_mem). */
const MAX_GRAPH_BYTES = 1024 ** 3;
/** Up to so many passages, looking at each is faster than going through the graph past those that are not allowed. */
const EXACT_PASSAGES = 4_000;
/** Points taken from the graph for each passage wanted: its half-precision order differs a little from the exact one. */
const CANDIDATES = 1.5;
/** How much more is taken each time that too few of them were allowed. */
const GROWTH = 4;
/** Points that a scan of the graph goes through at most: hnsw.max_scan_tuples. */
const MAX_CANDIDATES = 20_000;
/** Neighbours compared when the graph is checked. */
const CHECKED_NEIGHBOURS = 10;
/** Two texts may be equally near: either of them is right. */
const TOLERANCE = 1e-6;

/** Which passages a search may find. */
export interface SearchScope {
  readonly generation: number;
  /** Passages that are allowed. */
  readonly passages: number;
  /** Of how many. */
  readonly total: number;
  /** `null` for all of the generation. */
  readonly allowed: ReadonlySet<ArticleKey> | null;
}

/** A text near a vector; without a passage where no searchable one of the generation has it. */
type NearRow = { readonly evidenceKey: number } & (Hit | { readonly articleKey: null });

/**
 * Cosine search over unit vectors: by pgvector's HNSW graph over halved precision, its hits weighed anew with the
 * stored vectors; by looking at each where few are allowed. A point of the graph is a text: passages with the same
 * one share it.
 */
export function createVectorSearch(options: {
  readonly database: Database;
  readonly dimensions: number;
  /** Up to so many passages each is looked at. */
  readonly exactPassages?: number;
}) {
  const { database, dimensions, exactPassages = EXACT_PASSAGES } = options;
  const { schema, rows } = database;
  const graph = `evidence_graph_${dimensions}`;
  const halved = `e.vector::halfvec(${dimensions})`;
  const ofDimensions = `vector_dims(e.vector) = ${dimensions}`;

  /** The nearest texts in the graph with their passages in a generation, nearest first. */
  const nearTexts = (vector: Buffer, count: number, generation: number): Promise<NearRow[]> =>
    rows<NearRow>(
      `WITH near AS MATERIALIZED (
         SELECT e.key, e.vector FROM ${schema}.evidence e WHERE ${ofDimensions}
         ORDER BY ${halved} <#> $1::vector::halfvec(${dimensions}) LIMIT ${count})
       SELECT near.key AS "evidenceKey", p.key AS "passageKey", g.article_key AS "articleKey",
         -(near.vector <#> $1::vector) AS score
       FROM near LEFT JOIN (${schema}.passages p JOIN ${schema}.generation_articles g
         ON g.generation = $2 AND g.article_key = p.article_key AND NOT g.exact_copy) ON p.evidence_key = near.key
       ORDER BY score DESC, p.key`,
      [vector, generation],
    );

  async function searchGraph(vector: Buffer, limit: number, scope: SearchScope): Promise<readonly Hit[]> {
    const { generation, allowed, passages, total } = scope;
    const first = Math.min(Math.ceil((limit * CANDIDATES * total) / passages), MAX_CANDIDATES);
    for (let count = first; ; count *= GROWTH) {
      const found = await nearTexts(vector, count, generation);
      const hits = found.filter((near): near is NearRow & Hit => {
        return near.articleKey !== null && (allowed === null || allowed.has(near.articleKey));
      });
      const texts = new Set(found.map(({ evidenceKey }) => evidenceKey)).size;
      if (hits.length >= limit || texts < count || count > MAX_CANDIDATES) {
        return hits.slice(0, limit);
      }
    }
  }

  /** Adding 0 keeps the graph out of it. */
  const searchExactly = (vector: Buffer, limit: number, { generation, allowed }: SearchScope) =>
    rows<Hit>(
      `SELECT p.key AS "passageKey", p.article_key AS "articleKey", -(e.vector <#> $1::vector) AS score
       FROM ${schema}.generation_articles g
       JOIN ${schema}.passages p ON p.article_key = g.article_key
       JOIN ${schema}.evidence e ON e.key = p.evidence_key
       WHERE g.generation = $2 AND NOT g.exact_copy AND ($3::bigint[] IS NULL OR g.article_key = ANY($3::bigint[]))
         AND ${ofDimensions}
       ORDER BY (e.vector <#> $1::vector) + 0, p.key LIMIT ${limit}`,
      [vector, generation, allowed === null ? null : [...allowed]],
    );

  return {
    async search(query: Float32Array, limit: number, scope: SearchScope): Promise<readonly Hit[]> {
      checkUnitVector(query, dimensions);
      if (limit < 1 || scope.passages === 0) return [];
      const vector = toVectorBytes(query);
      if (scope.passages > exactPassages) {
        const hits = await searchGraph(vector, limit, scope);
        // A graph may lose points where many are filtered.
        if (hits.length >= Math.min(limit, scope.passages)) return hits;
      }
      return searchExactly(vector, limit, scope);
    },

    /** Makes the graph where there is none yet; from then on it grows with every text stored. */
    async ensureGraph(): Promise<void> {
      const [known] = await rows(`SELECT to_regclass($1) AS graph WHERE to_regclass($1) IS NOT NULL`, [
        `${schema}.${graph}`,
      ]);
      if (known !== undefined) return;
      await database.transaction(
        async (session) => {
          await session.rows(
            `SELECT set_config('maintenance_work_mem', greatest(
               pg_size_bytes(current_setting('maintenance_work_mem')),
               least($1::bigint, $2 * (SELECT count(*) FROM ${schema}.evidence))) / 1024 || 'kB', true)`,
            [MAX_GRAPH_BYTES, dimensions * 2 + POINT_BYTES],
          );
          await session.rows(
            `CREATE INDEX ${graph} ON ${schema}.evidence USING hnsw
               ((vector::halfvec(${dimensions})) halfvec_ip_ops) WITH (m = ${M}, ef_construction = ${EF_CONSTRUCTION})
             WHERE vector_dims(vector) = ${dimensions}`,
          );
        },
        { unlimited: true },
      );
    },

    /** Share of exact neighbours that the graph finds, for texts spread over a generation. */
    async checkGraph(generation: number, sample: number) {
      const texts = await rows<{ key: number }>(
        `SELECT DISTINCT p.evidence_key AS key FROM ${schema}.generation_articles g
         JOIN ${schema}.passages p ON p.article_key = g.article_key
         WHERE g.generation = $1 AND NOT g.exact_copy ORDER BY 1`,
        [generation],
      );
      const step = Math.max(1, texts.length / sample);
      let found = 0;
      let expected = 0;
      let checked = 0;
      for (let at = 0; at < texts.length && checked < sample; at += step, checked++) {
        const key = texts[Math.floor(at)]?.key;
        const exact = await neighbours(key, '(e.vector <#> q.vector) + 0');
        const graphed = await neighbours(key, `${halved} <#> q.vector::halfvec(${dimensions})`);
        const least = (exact.at(-1)?.score ?? 0) - TOLERANCE;
        found += graphed.filter(({ score }) => score >= least).length;
        expected += exact.length;
      }
      return { recall: expected === 0 ? 1 : Math.min(1, found / expected), checked };
    },
  };

  /** The nearest texts of a text, itself among them, found by some order and weighed as in a search. */
  function neighbours(key: number | undefined, order: string): Promise<{ readonly score: number }[]> {
    return rows(
      `SELECT -(near.vector <#> q.vector) AS score FROM ${schema}.evidence q, LATERAL (
         SELECT e.vector FROM ${schema}.evidence e WHERE ${ofDimensions}
         ORDER BY ${order} LIMIT ${Math.ceil(CHECKED_NEIGHBOURS * CANDIDATES)}) near
       WHERE q.key = $1 ORDER BY score DESC LIMIT ${CHECKED_NEIGHBOURS}`,
      [key],
    );
  }
}
