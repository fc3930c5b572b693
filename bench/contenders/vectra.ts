// Vectra: a JSON file with an exact scan.
import { join } from 'node:path';
import type { Contender } from './contract.ts';
import { requirePeer } from './peer-modules.ts';
import { createPlainEmbedding } from './plain-embedding.ts';
import { serve } from './serve.ts';

const FOUND = 3;

interface LocalIndex {
  createIndex(): Promise<void>;
  batchInsertItems(items: object[]): Promise<unknown>;
  getIndexStats(): Promise<unknown>;
  queryItems(
    vector: number[],
    query: string,
    count: number,
  ): Promise<{ readonly item: { readonly metadata: { readonly text: string } } }[]>;
}

async function create(): Promise<Contender> {
  const { LocalIndex } = requirePeer<{ readonly LocalIndex: new (folder: string) => LocalIndex }>('vectra');
  const embedding = await createPlainEmbedding({ fairest: true });
  let index: LocalIndex | null = null;
  return {
    async index(passages, folder) {
      const vectors = await embedding.vectorsOf(passages);
      const made = new LocalIndex(join(folder, 'vectra'));
      await made.createIndex();
      await made.batchInsertItems(
        passages.map(({ text }, i) => ({ vector: vectors[i], metadata: { text } })),
      );
    },
    async open(folder) {
      index = new LocalIndex(join(folder, 'vectra'));
      await index.getIndexStats();
    },
    async ask(question) {
      const found = await (index as LocalIndex).queryItems(await embedding.embed(question), question, FOUND);
      return found.map(({ item }) => item.metadata.text);
    },
  };
}

await serve(create());
