// Puts the parts together for main.ts, and for tests, eval and bench, which drive the whole in one process. What not
// every start needs is loaded when it is needed, and what a question needs side by side with the index.
import type { Services } from '../commands/services.ts';
import { findArticle } from './chat/find-article.ts';
import type { Config } from './config.ts';
import { type ModelFolder, readModelFolder } from './embedding/model-folder.ts';
import { ExpectedError } from './errors.ts';
import type { OnBuildProgress } from './indexing/progress.ts';
import { rebuild } from './indexing/rebuild.ts';
import type { GenerationInfo, Library, Snapshot } from './library/library.ts';
import { loadLibrary, openLibrary } from './library/open-library.ts';
import type { Log } from './log.ts';
import type { CurrentHooks, StayingCurrent } from './stay-current.ts';

/** The running product without a front. */
export interface Dateline {
  readonly services: Services;
  /** The served generation as it is, without building one; `null` before the first. */
  served(): Promise<Snapshot | null>;
  /** For a front that runs long: indexes what changes in the seeds, and reads the feeds, until closed. */
  stayCurrent(hooks: CurrentHooks): Promise<StayingCurrent>;
  close(): Promise<void>;
}

/**
 * Checks the model; loads it, and opens the library, when they are first needed. Builds nothing until a snapshot is
 * asked for.
 */
export async function openDateline(parts: {
  readonly config: Config;
  readonly log: Log;
  /** False where another process builds the index that is missing or of another model; true by default. */
  readonly buildsFirst?: boolean;
  /** Told in a plain line what the owner should know, as that an index was built anew. */
  readonly onNotice: (message: string) => void;
}): Promise<Dateline> {
  const { config, log, buildsFirst = true, onNotice } = parts;
  // While files are summed here, what loads modules has nothing else to do.
  const [model] = await Promise.all([readModelFolder(config.modelFolder), loadLibrary(config)]);
  const shelf = createShelf(() =>
    openLibrary(config, { dimensions: model.dimensions, isListening: true, onNotice }),
  );
  // Whoever only waits for a reindex needs neither the weights nor the runtime, which take 100 MB.
  const embedder = lazily(async () => {
    const { createEmbedderOf } = await import('./embedding/transformers-embedder.ts');
    return createEmbedderOf(model);
  });
  const answerer = lazily(async () => {
    const clocks = { clock: () => new Date(), monotonicMs: () => performance.now() };
    const { answerThreshold } = config;
    const [{ createAnswerer }, { createRememberingAnswerer }, loaded] = await Promise.all([
      import('./answer/answerer.ts'),
      import('./answer/remembering-answerer.ts'),
      embedder.value(),
    ]);
    const plain = createAnswerer({ embedder: loaded, log, ...clocks, answerThreshold });
    return createRememberingAnswerer({ answerer: plain, ...clocks });
  });

  let rebuilt: Promise<unknown> = Promise.resolve();
  /** One after the other: whoever asks while the watched seeds are being indexed waits for that. */
  const reindex = (onProgress: OnBuildProgress, unsettled: readonly string[] = []) => {
    const run = rebuilt.then(() => rebuildNow(onProgress, unsettled));
    rebuilt = run.catch(() => {});
    return run;
  };
  const rebuildNow = async (onProgress: OnBuildProgress, unsettled: readonly string[]) => {
    if (!buildsFirst) checkSeeds(await (await shelf.library()).served(), config);
    let replaced = false;
    const onChildNotice = (message: string) => {
      replaced = true;
      onNotice(message);
    };
    try {
      const report = await rebuild({ ...config, unsettled }, { onProgress, onNotice: onChildNotice });
      await (await shelf.library()).refresh();
      return report;
    } finally {
      // A damaged database was set aside under another name; this process would go on reading that one.
      if (replaced) await shelf.close();
    }
  };

  let building: Promise<unknown> | null = null;
  /** Builds once for all that ask meanwhile. */
  const buildFirst = async (reason: string, onProgress: OnBuildProgress): Promise<void> => {
    if (building === null) {
      onNotice(reason);
      building = reindex(onProgress).finally(() => {
        building = null;
      });
    }
    await building;
  };

  const current: Services['snapshot'] = async (onProgress) => {
    // Beside the index: whoever wants a snapshot is about to ask.
    void answerer.value().catch(() => {});
    if (buildsFirst) {
      const reason = whyBuild(await (await shelf.library()).served(), config, model);
      if (reason !== null) await buildFirst(reason, onProgress);
    }
    const snapshot = await (await shelf.library()).current();
    if (snapshot === null || snapshot.info.modelId !== model.modelId) throw noIndex();
    return snapshot;
  };

  const withdrawn: Services['withdrawn'] = async () => {
    const { readWithdrawn } = await import('./corpus/seeds/withdrawn.ts');
    return readWithdrawn(config.seedsFolder);
  };

  return {
    services: {
      answerer: {
        ask: async (...asked) => (await answerer.value()).ask(...asked),
        examine: async (...asked) => (await answerer.value()).examine(...asked),
      },
      snapshot: current,
      async served() {
        const info = await (await shelf.library()).served();
        if (info === null) throw noIndex();
        return info;
      },
      reindex: (onProgress) => reindex(onProgress),
      async add(targets, onProgress) {
        const [{ gather }, { gatherSettings }, { whenFree }] = await Promise.all([
          import('./gathering/gather.ts'),
          import('./stay-current.ts'),
          import('./retraction.ts'),
        ]);
        const report = await gather(gatherSettings(config), targets);
        const isChanged = report.added.some(({ change }) => change !== 'unchanged');
        // Whoever watches the seeds may be at it already.
        return { report, reindex: isChanged ? await whenFree(() => reindex(onProgress)) : null };
      },
      async remove(name, onProgress) {
        const [snapshot, { withdrawArticle }, { copiesOf, whenFree }] = await Promise.all([
          current(onProgress),
          import('./gathering/withdraw.ts'),
          import('./retraction.ts'),
        ]);
        const removed = await findArticle(snapshot, name, await withdrawn());
        await withdrawArticle(config.seedsFolder, removed, new Date());
        return {
          removed,
          copies: copiesOf(removed, await snapshot.articles()),
          reindex: await whenFree(() => reindex(onProgress)),
        };
      },
      withdrawn,
      async feeds() {
        const { readHealth } = await import('./gathering/feeds/read-health.ts');
        return readHealth(config, new Date());
      },
      async rollback() {
        const { checkFormer } = await import('./retraction.ts');
        const library = await shelf.library();
        await checkFormer(library, await withdrawn());
        return library.rollback();
      },
    },
    async stayCurrent(hooks) {
      const { stayCurrent } = await import('./stay-current.ts');
      return stayCurrent(config, (unsettled) => reindex(() => {}, unsettled), hooks);
    },
    served: async () => (await shelf.library()).current(),
    async close() {
      await (await embedder.started()?.catch(() => null))?.close();
      await shelf.close();
    },
  };
}

function noIndex(): ExpectedError {
  return new ExpectedError('index-missing', 'There is no index of this model; run reindex.');
}

/** Why the index must be built before a question is answered, in a plain line; `null` where it need not. */
function whyBuild(served: GenerationInfo | null, config: Config, model: ModelFolder): string | null {
  if (served === null) return `Building the index of ${config.seedsFolder} for the first time …`;
  if (served.modelId !== model.modelId) return 'The index was built with another model; building it anew …';
  if (served.seedsFolder !== config.seedsFolder) {
    return `The index was built from ${served.seedsFolder}; building it from ${config.seedsFolder} …`;
  }
  return null;
}

/** On several machines: whoever builds from other seeds takes away the articles of all. */
function checkSeeds(served: GenerationInfo | null, { seedsFolder }: Config): void {
  if (served === null || served.seedsFolder === seedsFolder) return;
  throw new ExpectedError(
    'config',
    `The index is built from ${served.seedsFolder} and not from ${seedsFolder}; all machines need the same folder of seeds (SEEDS_DIR).`,
  );
}

/** Opens a library once, when it is first needed, and again after it was closed or could not be opened. */
function createShelf(open: () => Promise<Library>) {
  let opened: Promise<Library> | null = null;
  return {
    library(): Promise<Library> {
      opened ??= open().catch((error: unknown) => {
        opened = null;
        throw error;
      });
      return opened;
    },
    async close(): Promise<void> {
      const library = await opened?.catch(() => null);
      opened = null;
      await library?.close();
    },
  };
}

/** What is made when it is first asked for, once. */
function lazily<T>(make: () => Promise<T>) {
  let made: Promise<T> | null = null;
  return {
    value(): Promise<T> {
      made ??= make();
      return made;
    },
    started: (): Promise<T> | null => made,
  };
}
