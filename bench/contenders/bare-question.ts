// The bound of asking: a question tokenised and embedded, and nothing else.
import { DEFAULT_FOLDERS } from '../../src/config.ts';
import { createTransformersEmbedder } from '../../src/embedding/transformers-embedder.ts';
import type { Contender } from './contract.ts';
import { serve } from './serve.ts';

async function create(): Promise<Contender> {
  const embedder = await createTransformersEmbedder({ modelFolder: DEFAULT_FOLDERS.model });
  return {
    async index() {},
    async open() {},
    async ask(question) {
      await embedder.encode(embedder.tokenize(question));
      return [];
    },
  };
}

await serve(create());
