// The product: from seed files to quotes. The first argument is the number of processes that embed, this one among them.
import { DEFAULT_FOLDERS } from '../../src/config.ts';
import { readModelFolder } from '../../src/embedding/model-folder.ts';
import { keepHeapSmall } from '../../src/keep-heap-small.ts';
import type { Library, Snapshot } from '../../src/library/library.ts';
import { silentLog } from '../../src/log.ts';
import type { Contender } from './contract.ts';
import { serve } from './serve.ts';

const processes = Number(process.argv[2] ?? 1);
/** The seeds that the passages come from: the product reads files, not passages. */
const seedsFolder = process.argv[3] ?? DEFAULT_FOLDERS.seeds;

async function create(): Promise<Contender> {
  keepHeapSmall();
  // As in the product, modules are loaded while the model is checked.
  const [folder, { createEmbedderOf }, { createAnswerer }, { createSqliteLibrary }] = await Promise.all([
    readModelFolder(DEFAULT_FOLDERS.model),
    import('../../src/embedding/transformers-embedder.ts'),
    import('../../src/answer/answerer.ts'),
    import('../../src/library/sqlite/sqlite-library.ts'),
  ]);
  const embedder = await createEmbedderOf(folder);
  const model = { ...embedder.encoderModel, meanState: embedder.meanState };
  const answerer = createAnswerer({
    embedder,
    log: silentLog,
    clock: () => new Date(),
    monotonicMs: () => performance.now(),
  });
  let opened: { readonly folder: string; readonly library: Library } | null = null;
  let snapshot: Snapshot | null = null;
  return {
    async index(_passages, folder) {
      // As in the product, whoever asks does not load what indexes.
      const [{ buildIndex }, { createLocalEvidence }, { createEvidencePool }] = await Promise.all([
        import('../../src/indexing/build-index.ts'),
        import('../../src/indexing/evidence.ts'),
        import('../../src/indexing/evidence-pool.ts'),
      ]);
      const library = await createSqliteLibrary({ folder, dimensions: embedder.dimensions });
      await buildIndex({
        library,
        embedder,
        openEvidence: () => {
          const own = createLocalEvidence(embedder);
          return processes === 1 ? own : createEvidencePool({ model, processes, own });
        },
        seedsFolder,
        clock: () => new Date(),
        onProgress: () => {},
      });
      await library.close();
    },
    async open(folder) {
      if (opened?.folder !== folder) {
        await opened?.library.close();
        const library = await createSqliteLibrary({ folder, dimensions: embedder.dimensions });
        opened = { folder, library };
      }
      // A folder that is open already: what is served there now.
      snapshot = await opened.library.current();
    },
    async ask(question) {
      const { quotes } = await answerer.ask(question, snapshot as Snapshot);
      return quotes.map(({ text }) => text);
    },
  };
}

await serve(create());
