// Everything that can break, broken: `npm run faults -- [--seed N] [--share 0…1] [--only WORDS]`. The table on
// standard output; exit code 1 where anything was lost.
import { parseArgs } from 'node:util';
import { DEFAULT_FOLDERS } from '../../src/config.ts';
import { createTransformersEmbedder } from '../../src/embedding/transformers-embedder.ts';
import { type FaultOutcome, faultTable } from './fault.ts';
import { FAULTS, suffer } from './suite.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    share: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
});
const seed = Number(values.seed);
console.error(`seed ${seed}: --seed ${seed} draws the same moments and places again`);
const embedder = await createTransformersEmbedder({ modelFolder: DEFAULT_FOLDERS.model });
const outcomes: FaultOutcome[] = [];
for (const { fault, times } of FAULTS) {
  if (!fault.name.includes(values.only)) continue;
  console.error(fault.name);
  const share = Math.max(1, Math.round(times * Number(values.share)));
  const outcome = await suffer({ fault, times: share, seed, embedder });
  for (const line of outcome.result?.lost ?? []) console.error(`  lost: ${line}`);
  outcomes.push(outcome);
}
await embedder.close();
console.log(faultTable(outcomes));
process.exitCode = outcomes.some(({ result }) => (result?.lost.length ?? 0) > 0) ? 1 : 0;
