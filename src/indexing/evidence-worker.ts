// A child process of evidence-pool.ts: embeds what it is sent, and ends when its parent lets go of it.
import { createTransformersEmbedder } from '../embedding/transformers-embedder.ts';
import { collectEvidence } from './evidence.ts';
import type { EvidenceRequest } from './evidence-pool.ts';

const modelFolder = process.argv[2] as string;
const embedder = createTransformersEmbedder({ modelFolder });

let last: Promise<void> = Promise.resolve();
process.on('message', ({ passage }: EvidenceRequest) => {
  last = last.then(async () => {
    const evidence = await collectEvidence(passage, await embedder);
    // The parent may be gone, or go meanwhile, and with it the need for this.
    if (process.connected) process.send?.(evidence, undefined, {}, () => {});
  });
});
