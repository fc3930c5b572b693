// How fast a collection moves, and in how much memory: `npm run bench:move -- INDEX_FOLDER`, to a PostgreSQL server of
// its own and back. Machines are noisy: the ratio of the two ways holds better than a figure.
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Collection, moveCollection } from '../src/library/move/move-collection.ts';
import { openLibrary } from '../src/library/open-library.ts';
import { openRecords } from '../src/library/open-records.ts';
import { createPostgresCluster } from '../test/support/postgres-cluster.ts';

const DIMENSIONS = 384;

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Usage: npm run bench:move -- INDEX_FOLDER');
  process.exit(2);
}

const cluster = await createPostgresCluster();
const back = join(tmpdir(), `dateline-moved-${process.pid}`);
try {
  const database = { url: cluster.url(), schema: 'dateline', poolSize: 4 };
  await measure('to PostgreSQL', await open(resolve(folder)), await open('', database));
  await measure('to SQLite', await open('', database), await open(back));
} finally {
  await cluster.remove();
  await rm(back, { recursive: true, force: true });
}

async function open(
  indexFolder: string,
  database: Parameters<typeof openLibrary>[0]['database'] = null,
): Promise<Collection> {
  const place = { indexFolder, database };
  return {
    library: await openLibrary(place, { dimensions: DIMENSIONS }),
    records: await openRecords(place, { clock: () => new Date(), onNotice: console.error }),
  };
}

/** When a step began and ended, and the most memory that the process had meanwhile. */
interface Step {
  readonly beganMs: number;
  endedMs: number;
  peakBytes: number;
}

async function measure(name: string, from: Collection, to: Collection): Promise<void> {
  const steps = new Map<string, Step>();
  const start = performance.now();
  const report = await moveCollection(from, to, {
    replace: false,
    onProgress({ step: label }) {
      const now = performance.now();
      const step = steps.get(label) ?? { beganMs: now, endedMs: now, peakBytes: 0 };
      step.endedMs = now;
      step.peakBytes = Math.max(step.peakBytes, process.memoryUsage.rss());
      steps.set(label, step);
    },
  });
  const { passages } = report.library;
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `${name}: ${passages} passages in ${seconds.toFixed(1)} s, ${Math.round(passages / seconds)} a second`,
  );
  for (const [label, { beganMs, endedMs, peakBytes }] of steps) {
    const took = ((endedMs - beganMs) / 1000).toFixed(1);
    console.log(`  ${label}: ${took} s, at most ${Math.round(peakBytes / 1024 / 1024)} MB`);
  }
  for (const { library, records } of [from, to]) {
    await records.close();
    await library.close();
  }
}
