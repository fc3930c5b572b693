import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { DEFAULT_FOLDERS } from '../../src/config.ts';
import { readModelFolder } from '../../src/embedding/model-folder.ts';
import { createEmbedderOf } from '../../src/embedding/transformers-embedder.ts';

const WORKER = fileURLToPath(new URL('../../src/indexing/evidence-worker.ts', import.meta.url));
/** So many that the parent is gone in the middle of them. */
const REQUESTS = 20;

it('a process that embeds ends without a word when its parent goes in the middle of its work', async () => {
  const embedder = await createEmbedderOf(await readModelFolder(DEFAULT_FOLDERS.model));
  const model = { ...embedder.encoderModel, meanState: embedder.meanState };
  const text = 'The harbour of Lundvik cost 48 million crowns.';
  const pieces = embedder.tokenize(text);
  await embedder.close();
  const child = fork(WORKER, {
    execArgv: ['--import', import.meta.resolve('#typescript')],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (part: string) => (said += part));
  const passage = { start: 0, end: text.length, sentences: [{ start: 0, end: text.length, pieces }] };
  child.send(model);
  for (let i = 0; i < REQUESTS; i++) child.send({ passage });
  child.on('message', (answer) => {
    if (answer !== 'ready' && child.connected) child.disconnect();
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  expect([code, said]).toEqual([0, '']);
});
