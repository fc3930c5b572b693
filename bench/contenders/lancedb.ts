// LanceDB; `hybrid` as the first argument searches full text as well and fuses the ranks.
import type { BenchPassage, Contender } from './contract.ts';
import { requirePeer } from './peer-modules.ts';
import { createPlainEmbedding } from './plain-embedding.ts';
import { serve } from './serve.ts';

const FOUND = 3;

interface Query {
  fullTextSearch(query: string): Query;
  rerank(reranker: unknown): Query;
  select(columns: string[]): Query;
  limit(count: number): Query;
  toArray(): Promise<{ readonly text: string }[]>;
}
interface Table {
  createIndex(column: string, options?: unknown): Promise<void>;
  query(): { nearestTo(vector: number[]): Query };
}
interface LanceDb {
  connect(folder: string): Promise<{
    createTable(name: string, rows: object[]): Promise<Table>;
    openTable(name: string): Promise<Table>;
  }>;
  readonly Index: { fts(): unknown };
  readonly rerankers: { readonly RRFReranker: { create(): Promise<unknown> } };
}

async function create(): Promise<Contender> {
  const { connect, Index, rerankers } = requirePeer<LanceDb>('@lancedb/lancedb');
  const isHybrid = process.argv[2] === 'hybrid';
  const embedding = await createPlainEmbedding({ fairest: true });
  const reranker = isHybrid ? await rerankers.RRFReranker.create() : null;
  let table: Table | null = null;
  return {
    async index(passages: readonly BenchPassage[], folder) {
      const vectors = await embedding.vectorsOf(passages);
      const database = await connect(folder);
      const rows = passages.map(({ key, title, text }, i) => ({ key, title, text, vector: vectors[i] }));
      const made = await database.createTable('passages', rows);
      await made.createIndex('text', { config: Index.fts() });
    },
    async open(folder) {
      table = await (await connect(folder)).openTable('passages');
    },
    async ask(question) {
      const near = (table as Table).query().nearestTo(await embedding.embed(question));
      const query = reranker === null ? near : near.fullTextSearch(question).rerank(reranker);
      return (await query.limit(FOUND).toArray()).map(({ text }) => text);
    },
  };
}

await serve(create());
