// A child process of evidence-pool.ts: embeds what it is sent, and ends when its parent lets go of it. It is told the
// model and gets word pieces: without the tokenizer it starts sooner and holds less memory.
import { createOnnxEncoder } from '../embedding/onnx-encoder.ts';
import { collectEvidence } from './evidence.ts';
import type { EvidenceAnswer, EvidenceModel, EvidenceRequest } from './evidence-pool.ts';

process.once('message', ({ meanState, ...model }: EvidenceModel) => {
  const loading = createOnnxEncoder(model);
  let last = loading.then(() => send('ready'));
  process.on('message', ({ passage }: EvidenceRequest) => {
    last = last.then(async () => {
      const { encode } = await loading;
      send(await collectEvidence(passage, { encode, meanState }));
    });
  });
});

function send(answer: EvidenceAnswer): void {
  // The parent may be gone, or go meanwhile, and with it the need for this.
  if (process.connected) process.send?.(answer, undefined, {}, () => {});
}
