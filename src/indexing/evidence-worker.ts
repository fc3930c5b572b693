// A child process of evidence-pool.ts: embeds what it is sent, and ends when its parent lets go of it. It gets word
// pieces, so that it needs the model only: without the tokenizer it starts sooner and holds half as much memory.
import { readModelFolder } from '../embedding/model-folder.ts';
import { createOnnxEncoder } from '../embedding/onnx-encoder.ts';
import { collectEvidence } from './evidence.ts';
import type { EvidenceRequest } from './evidence-pool.ts';

const modelFolder = process.argv[2] as string;
const loading = load();

async function load() {
  const model = await readModelFolder(modelFolder);
  const { encode } = await createOnnxEncoder(model);
  return { meanState: model.meanState, encode };
}

let last: Promise<void> = Promise.resolve();
process.on('message', ({ passage }: EvidenceRequest) => {
  last = last.then(async () => {
    const evidence = await collectEvidence(passage, await loading);
    // The parent may be gone, or go meanwhile, and with it the need for this.
    if (process.connected) process.send?.(evidence, undefined, {}, () => {});
  });
});
