// How fast and how large, side by side in one run: `npm run bench -- [PART …] [--rounds N] [--articles N] [--data DIR] [--large] [--passages N,N]`.
// Machines are noisy: ratios of runs in turn hold better than figures of two runs.
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type IndexedCorpus, makeIndexedCorpus } from './big-corpus.ts';
import { asking } from './rows/asking.ts';
import { autocomplete } from './rows/autocomplete.ts';
import type { BenchContext, BenchPart } from './rows/context.ts';
import { incremental } from './rows/incremental.ts';
import { indexing } from './rows/indexing.ts';
import { largeOf } from './rows/large.ts';
import { memory } from './rows/memory.ts';
import { postgresOf } from './rows/postgres.ts';
import { searchOf } from './rows/search.ts';
import { type Row, tableOf } from './table.ts';

const DEFAULT_ROUNDS = 5;
/** For the incremental part: about 10,000 passages; 15,000 articles are 50,000. */
const DEFAULT_ARTICLES = 3_000;

/** Of the postgres part: sizes separated by commas, as 10000,100000,300000; of the large part, which takes the first. */
const DEFAULT_PASSAGES = { postgres: '10000', large: '500000' } as const;

const { values, positionals } = parseArgs({
  options: {
    rounds: { type: 'string', default: String(DEFAULT_ROUNDS) },
    data: { type: 'string' },
    articles: { type: 'string', default: String(DEFAULT_ARTICLES) },
    large: { type: 'boolean', default: false },
    passages: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const passagesOf = (part: keyof typeof DEFAULT_PASSAGES) =>
  (values.passages ?? DEFAULT_PASSAGES[part]).split(',').map(Number);
const parts: Readonly<Record<string, BenchPart>> = {
  indexing,
  asking,
  incremental,
  search: searchOf({ large: values.large }),
  autocomplete,
  memory,
  postgres: postgresOf(passagesOf('postgres')),
  large: largeOf(passagesOf('large')[0] as number),
};
/** Only where it is asked for: one needs a PostgreSQL server, the other ten minutes and 9 GB of disk unless told smaller. */
const isLeftOut = (name: string) => name === 'postgres' || (name === 'large' && !values.large);
const rounds = Number(values.rounds);
const articles = Number(values.articles);
const unknown = positionals.filter((name) => !(name in parts));
const numbers = [rounds, articles, ...passagesOf('postgres')];
if (unknown.length > 0 || !numbers.every((number) => Number.isInteger(number) && number > 0)) {
  console.error(
    `Usage: npm run bench -- [${Object.keys(parts).join('|')} …] [--rounds N] [--articles N] [--data DIR] [--large] [--passages N,N] [--json]`,
  );
  process.exit(2);
}

const log = (message: string) => console.error(message);
const made = new Map<number, Promise<IndexedCorpus>>();
const context: BenchContext = {
  rounds,
  articles,
  data: values.data,
  log,
  indexed(count) {
    const corpus = made.get(count) ?? makeIndexedCorpus(count, { data: values.data, log });
    made.set(count, corpus);
    return corpus;
  },
};
const rows: Row[] = [];
for (const [name, part] of Object.entries(parts)) {
  if (positionals.length > 0 ? !positionals.includes(name) : isLeftOut(name)) continue;
  const measured = await part(context);
  // Told at once: a later part may take long, or fail.
  log(tableOf(measured));
  rows.push(...measured);
}
console.log(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.version}, ${rounds} turns each`,
);
console.log(values.json ? JSON.stringify(rows) : tableOf(rows));
