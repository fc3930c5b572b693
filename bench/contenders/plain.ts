// The plain way of tutorials: @xenova/transformers, hnswlib-node and a JSON file. `fairest` as the first argument
// holds the session to one thread and one text a pass.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import hnswlib from 'hnswlib-node';
import type { BenchPassage, Contender } from './contract.ts';
import { createPlainEmbedding } from './plain-embedding.ts';
import { serve } from './serve.ts';

const FOUND = 3;

async function create(): Promise<Contender> {
  const embedding = await createPlainEmbedding({ fairest: process.argv[2] === 'fairest' });
  let graph: hnswlib.HierarchicalNSW | null = null;
  let passages: readonly BenchPassage[] = [];
  return {
    async index(given, folder) {
      const vectors = await embedding.vectorsOf(given);
      const made = new hnswlib.HierarchicalNSW('cosine', vectors[0]?.length ?? 0);
      made.initIndex(given.length);
      for (const [label, vector] of vectors.entries()) made.addPoint(vector, label);
      await made.writeIndex(join(folder, 'index.bin'));
      await writeFile(
        join(folder, 'passages.json'),
        JSON.stringify(given.map(({ key, title, text }) => ({ key, title, text }))),
      );
    },
    async open(folder) {
      graph = new hnswlib.HierarchicalNSW('cosine', 384);
      await graph.readIndex(join(folder, 'index.bin'));
      passages = JSON.parse(await readFile(join(folder, 'passages.json'), 'utf8')) as BenchPassage[];
    },
    async ask(question) {
      const found = graph?.searchKnn(await embedding.embed(question), FOUND).neighbors ?? [];
      return found.map((label) => passages[label]?.text ?? '');
    },
  };
}

await serve(create());
