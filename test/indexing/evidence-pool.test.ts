import { expect, it } from 'vitest';
import { DEFAULT_FOLDERS } from '../../src/config.ts';
import { passagesOf } from '../../src/corpus/passages.ts';
import { readModelFolder } from '../../src/embedding/model-folder.ts';
import { createEmbedderOf } from '../../src/embedding/transformers-embedder.ts';
import { createLocalEvidence } from '../../src/indexing/evidence.ts';
import { createEvidencePool } from '../../src/indexing/evidence-pool.ts';

async function createPool() {
  const embedder = await createEmbedderOf(await readModelFolder(DEFAULT_FOLDERS.model));
  const local = createLocalEvidence(embedder);
  let own = 0;
  const pool = createEvidencePool({
    model: { ...embedder.encoderModel, meanState: embedder.meanState },
    processes: 2,
    own: {
      ...local,
      collect(passage) {
        own++;
        return local.collect(passage);
      },
    },
  });
  const text = ['One harbour cost 48 million crowns.', 'Two ships came in.', 'Three left.'].join('\n\n');
  const article = { id: 'a', title: 'A', publisher: null, url: null, publishedAt: null, text };
  const headings: [] = [];
  const passages = text
    .split('\n\n')
    .flatMap((paragraph) => passagesOf({ ...article, text: paragraph, headings }, embedder.tokenize));
  return { pool, local, passages, ownPassages: () => own };
}

it('gives no passage to a process that has not started, and ends without waiting for it', async () => {
  const { pool, passages, ownPassages } = await createPool();
  // All asked for in one turn, in which no process can have started.
  await Promise.all(passages.map((passage) => pool.collect(passage)));
  await pool.close();
  expect(ownPassages()).toBe(passages.length);
});

it('shares passages with a process once it has started, with the same outcome', async () => {
  const { pool, local, passages, ownPassages } = await createPool();
  const [passage] = passages as [(typeof passages)[0]];
  const expected = await local.collect(passage);
  let asked = 0;
  while (ownPassages() === asked) {
    const evidence = await Promise.all([passage, passage].map((each) => pool.collect(each)));
    asked += evidence.length;
    expect(evidence).toEqual(evidence.map(() => expected));
  }
  await pool.close();
  expect(ownPassages()).toBe(asked - 1);
});
