// How fast and how large, side by side in one run: `npm run bench -- [PART …] [--rounds N] [--data DIR] [--large]`.
// Machines are noisy: ratios of runs in turn hold better than figures of two runs.
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { asking } from './rows/asking.ts';
import { autocomplete } from './rows/autocomplete.ts';
import type { BenchPart } from './rows/context.ts';
import { incremental } from './rows/incremental.ts';
import { indexing } from './rows/indexing.ts';
import { searchOf } from './rows/search.ts';
import { type Row, tableOf } from './table.ts';

const DEFAULT_ROUNDS = 5;

const { values, positionals } = parseArgs({
  options: {
    rounds: { type: 'string', default: String(DEFAULT_ROUNDS) },
    data: { type: 'string' },
    large: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const parts: Readonly<Record<string, BenchPart>> = {
  indexing,
  asking,
  incremental,
  search: searchOf({ large: values.large }),
  autocomplete,
};
const rounds = Number(values.rounds);
const unknown = positionals.filter((name) => !(name in parts));
if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < 1) {
  console.error(
    `Usage: npm run bench -- [${Object.keys(parts).join('|')} …] [--rounds N] [--data DIR] [--large] [--json]`,
  );
  process.exit(2);
}

const rows: Row[] = [];
for (const [name, part] of Object.entries(parts)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  rows.push(...(await part({ rounds, data: values.data, log: (message) => console.error(message) })));
}
console.log(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}, ${rounds} turns each`,
);
console.log(values.json ? JSON.stringify(rows) : tableOf(rows));
