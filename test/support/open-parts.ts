import { onTestFinished } from 'vitest';
import { DEFAULT_FOLDERS } from '../../src/config.ts';
import type { Embedder } from '../../src/embedding/embedder.ts';
import { createTransformersEmbedder } from '../../src/embedding/transformers-embedder.ts';
import { buildIndex } from '../../src/indexing/build-index.ts';
import { createLocalEvidence } from '../../src/indexing/evidence.ts';
import type { ReindexReport } from '../../src/indexing/report.ts';
import type { Library } from '../../src/library/library.ts';
import { createSqliteLibrary } from '../../src/library/sqlite/sqlite-library.ts';

/** The encoder of the project, opened once for each test file. */
export const openEmbedder = (): Promise<Embedder> =>
  createTransformersEmbedder({ modelFolder: DEFAULT_FOLDERS.model });

/** A library in a folder, closed when the test is over. */
export async function openLibrary(folder: string, embedder: Embedder): Promise<Library> {
  const library = await createSqliteLibrary({ folder, dimensions: embedder.dimensions });
  onTestFinished(() => library.close());
  return library;
}

/** Builds in this process. */
export function build(library: Library, embedder: Embedder, seedsFolder: string): Promise<ReindexReport> {
  return buildIndex({
    library,
    embedder,
    openEvidence: () => createLocalEvidence(embedder),
    seedsFolder,
    clock: () => new Date(),
    onProgress: () => {},
  });
}
