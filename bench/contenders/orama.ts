// Orama, in memory, saved as JSON; `hybrid` as the first argument searches full text as well.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Contender } from './contract.ts';
import { requirePeer } from './peer-modules.ts';
import { createPlainEmbedding } from './plain-embedding.ts';
import { serve } from './serve.ts';

const FOUND = 3;
const SCHEMA = { title: 'string', text: 'string', vector: 'vector[384]' };

interface Orama {
  create(options: { readonly schema: object }): unknown;
  insertMultiple(database: unknown, rows: object[], batch?: number): Promise<unknown>;
  save(database: unknown): unknown;
  load(database: unknown, saved: unknown): void;
  search(
    database: unknown,
    query: object,
  ): Promise<{ readonly hits: readonly { readonly document: { readonly text: string } }[] }>;
}

async function create(): Promise<Contender> {
  const orama = requirePeer<Orama>('@orama/orama');
  const mode = process.argv[2] === 'hybrid' ? 'hybrid' : 'vector';
  const embedding = await createPlainEmbedding({ fairest: true });
  let database: unknown = null;
  return {
    async index(passages, folder) {
      const vectors = await embedding.vectorsOf(passages);
      const made = orama.create({ schema: SCHEMA });
      await orama.insertMultiple(
        made,
        passages.map(({ title, text }, i) => ({ title, text, vector: vectors[i] })),
        500,
      );
      await writeFile(join(folder, 'orama.json'), JSON.stringify(orama.save(made)));
    },
    async open(folder) {
      database = orama.create({ schema: SCHEMA });
      orama.load(database, JSON.parse(await readFile(join(folder, 'orama.json'), 'utf8')));
    },
    async ask(question) {
      const value = await embedding.embed(question);
      const query = {
        mode,
        term: question,
        vector: { value, property: 'vector' },
        similarity: 0,
        limit: FOUND,
      };
      return (await orama.search(database, query)).hits.map(({ document }) => document.text);
    },
  };
}

await serve(create());
