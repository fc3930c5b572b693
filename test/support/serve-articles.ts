import { join } from 'node:path';
import { type Answerer, createAnswerer } from '../../src/answer/answerer.ts';
import type { Embedder } from '../../src/embedding/embedder.ts';
import type { Snapshot } from '../../src/library/library.ts';
import { silentLog } from '../../src/log.ts';
import { build, openLibrary } from './open-parts.ts';
import { type SeedArticle, writeSeeds } from './seeds.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Articles indexed and served until the test is over, and an answerer for which it is 26 November 2026. */
export async function serveArticles(
  articles: Readonly<Record<string, SeedArticle>>,
  embedder: Embedder,
): Promise<{ readonly snapshot: Snapshot; readonly answerer: Answerer }> {
  const folder = await temporaryFolder();
  await writeSeeds(join(folder, 'seeds'), articles);
  const library = await openLibrary(join(folder, 'index'), embedder);
  await build(library, embedder, join(folder, 'seeds'));
  const snapshot = await library.current();
  if (snapshot === null) throw new Error('nothing is served');
  const clock = () => new Date('2026-11-26T12:00:00Z');
  return { snapshot, answerer: createAnswerer({ embedder, log: silentLog, clock, monotonicMs: () => 0 }) };
}
