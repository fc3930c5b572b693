import { readOwnQuestions } from '../corpus/seeds/own-questions.ts';
import { readSeeds } from '../corpus/seeds/read-seeds.ts';
import { ExpectedError } from '../errors.ts';
import type { GenerationInfo, GenerationMember } from '../library/library.ts';
import { countChanges, sameMembers } from './changes.ts';
import { planArticles } from './plan.ts';
import { proveGeneration } from './prove.ts';
import type { RefusedSeed, ReindexReport } from './report.ts';
import { findVersions, type StoreParts, storeArticles } from './store-articles.ts';
import { unreadArticles } from './unread-articles.ts';

interface BuildParts extends StoreParts {
  /** Absolute path. */
  readonly seedsFolder: string;
  /** From this confidence (0…1) on one of the owner's questions counts as answered; the default's unless told. */
  readonly answerThreshold?: number;
  readonly clock: () => Date;
  /** Seed files that are still being written, relative to the folder. */
  readonly unsettled?: readonly string[];
}

/**
 * Reads the seeds, builds the next generation beside the served one, proves it and serves it. Whatever is
 * unchanged costs no embedding; where nothing changed at all, the served generation stays. A failure at any
 * point leaves the served generation as it was, and work done is found again by the next build.
 *
 * @throws ExpectedError `index-busy`, `no-seeds`, `seeds-unreadable`, `index-empty`, `proof-failed`,
 * `disk-full` or `database-damaged`.
 */
export async function buildIndex(parts: BuildParts): Promise<ReindexReport> {
  const lock = await parts.library.lock();
  try {
    return await buildLocked(parts);
  } finally {
    await lock.release();
  }
}

async function buildLocked(parts: BuildParts): Promise<ReindexReport> {
  const { library, embedder, seedsFolder, clock, onProgress } = parts;
  const startedAt = clock();
  onProgress({ step: 'reading the seeds', done: 0, total: 0, unit: 'articles' });
  const questions = await readOwnQuestions(seedsFolder);
  // A reindex is what is advised where something is damaged: it must not pass that over.
  await library.checkWhole();
  const former = await library.served();
  const formerMembers = former ? await library.members(former.generation) : [];
  const { members, changes, refused, retracted } = await storeSeeds(parts, {
    former,
    formerMembers,
    now: startedAt,
  });
  // Exposed in the process of a rebuild: what the texts left behind would be kept until there is no more room.
  globalThis.gc?.();

  const report = (generation: GenerationInfo, proof: ReindexReport['proof']): ReindexReport => ({
    generation: generation.generation,
    articles: generation.articles,
    passages: generation.passages,
    ...changes,
    duplicates: generation.duplicates,
    refused,
    proof,
    tookMs: clock().getTime() - startedAt.getTime(),
  });

  const isSame =
    former !== null &&
    former.modelId === embedder.modelId &&
    former.seedsFolder === seedsFolder &&
    sameMembers(members, formerMembers);
  if (isSame) return report(former, { unchanged: true });

  const built = await library.buildGeneration({
    members,
    modelId: embedder.modelId,
    seedsFolder,
    indexedAt: clock().toISOString(),
    onProgress: (done, total) =>
      onProgress({ step: 'building the vector index', done, total, unit: 'passages' }),
  });
  onProgress({ step: 'proving the new index', done: 0, total: 0, unit: 'checks' });
  const proof = await proveGeneration({
    library,
    embedder,
    built,
    former,
    members,
    formerMembers,
    questions,
    // What must not be quoted any more outranks an answer that is missed.
    isDue: formerMembers.some(({ id }) => retracted.has(id)),
    ...(parts.answerThreshold === undefined ? {} : { answerThreshold: parts.answerThreshold }),
    now: clock(),
  }).catch(async (error: unknown) => {
    await library.discard(built.generation);
    throw error;
  });
  await library.serve(built.generation, proof);
  return report(built, proof);
}

/** What the rest of a build needs of the seeds: not their texts, which would be held as long. */
interface StoredSeeds {
  readonly members: readonly GenerationMember[];
  readonly changes: ReturnType<typeof countChanges>;
  readonly refused: readonly RefusedSeed[];
  /** Ids of articles that must go. */
  readonly retracted: ReadonlySet<string>;
}

/** Reads the seeds and stores what is not stored yet. */
async function storeSeeds(
  parts: BuildParts,
  before: {
    readonly former: GenerationInfo | null;
    readonly formerMembers: Awaited<ReturnType<BuildParts['library']['members']>>;
    readonly now: Date;
  },
): Promise<StoredSeeds> {
  const { library, seedsFolder } = parts;
  const { former, formerMembers, now } = before;
  const seeds = await readSeeds(seedsFolder, { now, unsettled: parts.unsettled ?? [] });
  const unread = await unreadArticles({ library, seeds, seedsFolder, former, formerMembers });
  const articles = [...seeds.articles, ...unread];
  // What was withdrawn must go, even where nothing else is left.
  if (articles.length === 0 && seeds.retracted.size === 0) throw noArticles(seedsFolder, seeds.refused);
  const plan = planArticles(await findVersions(articles, parts));
  // What reading the files left behind is as large as all their texts.
  globalThis.gc?.();
  const members = await storeArticles(plan, parts);
  const changes = countChanges(plan, members, formerMembers);
  return { members, changes, refused: seeds.refused, retracted: seeds.retracted };
}

function noArticles(seedsFolder: string, refused: readonly RefusedSeed[]): ExpectedError {
  const why =
    refused.length === 0
      ? 'holds no articles'
      : `holds no article that can be read (${refused
          .slice(0, 3)
          .map(({ file, reason }) => `${file}: ${reason}`)
          .join('; ')}${refused.length > 3 ? `; and ${refused.length - 3} more` : ''})`;
  return new ExpectedError(
    'index-empty',
    `The seeds folder ${seedsFolder} ${why}; put .txt, .md, .json, .jsonl or .html articles in it, or name another folder with --seeds.`,
    { facts: { refused } },
  );
}
