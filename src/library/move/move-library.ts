import { ExpectedError } from '../../errors.ts';
import type { ArticleKey, GenerationInfo, GenerationMember, Library } from '../library.ts';
import { digestGeneration, keptGenerations, storedEntries, versionsOf } from './library-digest.ts';

/** Told how far a move is. */
export type OnMoveProgress = (progress: {
  readonly step: string;
  readonly done: number;
  readonly total: number;
  readonly unit: string;
}) => void;

/**
 * Stores the articles of some generations in another library and builds the generations there, with their evidence
 * and without the model; serves none of them. Articles that an interrupted move has stored are found again.
 * @returns the generations as they are there, in the order given
 */
export async function moveLibrary(
  from: Library,
  to: Library,
  { generations, onProgress }: { generations: readonly GenerationInfo[]; onProgress: OnMoveProgress },
): Promise<readonly GenerationInfo[]> {
  const keys = await storeVersions(from, to, { generations, onProgress });
  const built: GenerationInfo[] = [];
  // The former one first: it was built before the served one.
  for (const { generation, modelId, seedsFolder, indexedAt } of generations.toReversed()) {
    const members = (await from.members(generation)).map((member) => translated(member, keys));
    const step = { step: 'building the vector index', unit: 'passages' };
    built.unshift(
      await to.buildGeneration({
        members,
        modelId,
        seedsFolder,
        indexedAt,
        onProgress: (done, total) => onProgress({ ...step, done, total }),
      }),
    );
  }
  return built;
}

/**
 * Whether a library serves what another one serves, and would go back to the same; `null` where it serves nothing.
 */
export async function servesSame(from: Library, to: Library): Promise<boolean | null> {
  const [here, there] = await Promise.all(
    [from, to].map(async (library) =>
      Promise.all((await keptGenerations(library)).map((info) => digestGeneration(library, info))),
    ),
  );
  return there?.length === 0 ? null : here?.join() === there?.join();
}

/** Stores every version in the order in which it was stored here. @returns the keys there, by those here */
async function storeVersions(
  from: Library,
  to: Library,
  { generations, onProgress }: { generations: readonly GenerationInfo[]; onProgress: OnMoveProgress },
): Promise<ReadonlyMap<ArticleKey, ArticleKey>> {
  const sources = [...(await versionsOf(from, generations)).values()].sort((a, b) => a - b);
  const keys = new Map<ArticleKey, ArticleKey>();
  for await (const entries of storedEntries(from, sources)) {
    for (const stored of await to.storeArticles(entries)) keys.set(sources[keys.size] as ArticleKey, stored);
    onProgress({ step: 'moving articles', done: keys.size, total: sources.length, unit: 'articles' });
  }
  return keys;
}

function translated(member: GenerationMember, keys: ReadonlyMap<ArticleKey, ArticleKey>): GenerationMember {
  const there = (articleKey: ArticleKey): ArticleKey => {
    const key = keys.get(articleKey);
    if (key === undefined) {
      throw new ExpectedError(
        'index-busy',
        'The index was changed while it was moved; run the same command again, it goes on where it stopped.',
      );
    }
    return key;
  };
  const { articleKey, file, duplicateOf, exactCopy } = member;
  return {
    articleKey: there(articleKey),
    file,
    duplicateOf: duplicateOf === null ? null : there(duplicateOf),
    exactCopy,
  };
}
