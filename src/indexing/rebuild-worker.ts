// The child process of a rebuild: started by rebuild.ts with an IPC channel, gone when it is done.
import { availableParallelism } from 'node:os';
import { readModelFolder } from '../embedding/model-folder.ts';
import { createLazyEncoder } from '../embedding/onnx-encoder.ts';
import { createEmbedderOf } from '../embedding/transformers-embedder.ts';
import { ExpectedError } from '../errors.ts';
import { keepHeapSmall } from '../keep-heap-small.ts';
import type { Library } from '../library/library.ts';
import { type LibraryPlace, openLibrary } from '../library/open-library.ts';
import { setAsideDamagedDatabase } from '../library/sqlite/set-aside.ts';
import { buildIndex } from './build-index.ts';
import { createLocalEvidence } from './evidence.ts';
import { createEvidencePool } from './evidence-pool.ts';
import type { RebuildMessage, RebuildRequest } from './rebuild-protocol.ts';
import type { ReindexReport } from './report.ts';

/** Progress is told at most so often: a message for every article would cost more than a small article. */
const PROGRESS_INTERVAL_MS = 50;

/** From so many articles on, starting further processes (a second, 150 MB each) is soon won back. */
const ARTICLES_WORTH_A_POOL = 20;

keepHeapSmall();
process.once('message', async (request: RebuildRequest) => {
  await rebuild(request).then(
    (report) => send({ kind: 'report', report }),
    (error: unknown) => send(errorMessage(error)),
  );
  // Whoever asked may be gone meanwhile.
  if (process.connected) process.disconnect();
});

async function rebuild(request: RebuildRequest): Promise<ReindexReport> {
  // Where nothing has changed, nothing is embedded.
  const embedder = await createEmbedderOf(await readModelFolder(request.modelFolder), createLazyEncoder);
  try {
    return await rebuildWhole(request, (library) =>
      buildIndex({
        library,
        embedder,
        openEvidence: (articles) =>
          articles < ARTICLES_WORTH_A_POOL || availableParallelism() === 1
            ? createLocalEvidence(embedder)
            : createEvidencePool({
                model: { ...embedder.encoderModel, meanState: embedder.meanState },
                processes: availableParallelism(),
                own: createLocalEvidence(embedder),
              }),
        seedsFolder: request.seedsFolder,
        ...(request.answerThreshold === undefined ? {} : { answerThreshold: request.answerThreshold }),
        unsettled: request.unsettled ?? [],
        clock: () => new Date(),
        onProgress: throttledProgress(),
      }),
    );
  } finally {
    await embedder.close();
  }

  async function rebuildWhole<T>(place: LibraryPlace, build: (library: Library) => Promise<T>): Promise<T> {
    try {
      return await withLibrary(place, embedder.dimensions, build);
    } catch (error) {
      const { indexFolder, database } = place;
      // A server's database is its owner's to restore: others may use it, too.
      const isOurs = error instanceof ExpectedError && error.code === 'database-damaged' && database === null;
      if (!isOurs) throw error;
      const kept = await setAsideDamagedDatabase(indexFolder, new Date());
      await send({
        kind: 'notice',
        message: `The database in ${indexFolder} was damaged; it was set aside as ${kept} and a new one is built from the seeds.`,
      });
      return withLibrary(place, embedder.dimensions, build);
    }
  }
}

async function withLibrary<T>(
  place: LibraryPlace,
  dimensions: number,
  use: (library: Library) => Promise<T>,
): Promise<T> {
  const library = await openLibrary(place, { dimensions });
  try {
    return await use(library);
  } finally {
    await library.close();
  }
}

function throttledProgress() {
  let lastMs = Number.NEGATIVE_INFINITY;
  let lastStep = '';
  return (progress: { step: string; done: number; total: number; unit: string }) => {
    const isLast = progress.done === progress.total;
    if (progress.step === lastStep && !isLast && performance.now() - lastMs < PROGRESS_INTERVAL_MS) return;
    lastMs = performance.now();
    lastStep = progress.step;
    void send({ kind: 'progress', ...progress });
  };
}

function errorMessage(error: unknown): RebuildMessage {
  const isExpected = error instanceof ExpectedError;
  return {
    kind: 'error',
    code: isExpected ? error.code : null,
    message: error instanceof Error ? error.message : String(error),
    stack: error instanceof Error ? (error.stack ?? null) : null,
  };
}

/** Resolves once the message is on its way: a process that leaves before may lose it. */
function send(message: RebuildMessage): Promise<void> {
  return new Promise((resolve) => {
    // The parent may be gone: what was stored so far is found again by the next rebuild.
    if (!process.connected) return resolve();
    process.send?.(message, undefined, {}, () => resolve());
  });
}
